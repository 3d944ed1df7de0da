package io.hypervigil.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.alert.AlertState;
import io.hypervigil.alerting.group.GroupView;
import io.hypervigil.alerting.group.RuleStatus;
import io.hypervigil.alerting.group.RuleView;
import io.hypervigil.promql.number.Numbers;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes rules and alerts as Prometheus does. */
final class RuleJson {

    /** Go's zero time: never. */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private final JsonGenerator out;

    RuleJson(JsonGenerator out) {
        this.out = out;
    }

    void group(GroupView group, List<RuleView> rules, boolean isWithoutAlerts) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", group.name());
        out.writeStringField("file", group.file());
        out.writeArrayFieldStart("rules");
        for (RuleView rule : rules) {
            rule(rule, isWithoutAlerts);
        }
        out.writeEndArray();
        seconds("interval", group.interval());
        out.writeNumberField("limit", group.limit());
        seconds("evaluationTime", group.evaluationTime());
        out.writeStringField("lastEvaluation", moment(group.lastEvaluation()));
        out.writeEndObject();
    }

    private void rule(RuleView rule, boolean isWithoutAlerts) throws IOException {
        out.writeStartObject();
        switch (rule) {
            case RuleView.Alerting alerting -> alerting(alerting, isWithoutAlerts);
            case RuleView.Recording recording -> {
                out.writeStringField("name", recording.name());
                out.writeStringField("query", recording.query());
                if (!recording.labels().isEmpty()) {
                    texts("labels", recording.labels());
                }
            }
        }
        status(rule.status());
        out.writeStringField("type", rule instanceof RuleView.Alerting ? "alerting" : "recording");
        out.writeEndObject();
    }

    private void alerting(RuleView.Alerting rule, boolean isWithoutAlerts) throws IOException {
        out.writeStringField("state", rule.state().text());
        out.writeStringField("name", rule.name());
        out.writeStringField("query", rule.query());
        seconds("duration", rule.hold());
        seconds("keepFiringFor", rule.keepFiring());
        texts("labels", rule.labels());
        texts("annotations", rule.annotations());
        out.writeArrayFieldStart("alerts");
        if (!isWithoutAlerts) {
            for (Alert alert : rule.alerts()) {
                alert(alert);
            }
        }
        out.writeEndArray();
    }

    private void status(RuleStatus status) throws IOException {
        out.writeStringField("health", status.health().text());
        if (status.error().isPresent()) {
            out.writeStringField("lastError", status.error().get());
        }
        seconds("evaluationTime", status.took());
        out.writeStringField("lastEvaluation", moment(status.at()));
    }

    void alert(Alert alert) throws IOException {
        out.writeStartObject();
        texts("labels", alert.labels().toMap());
        texts("annotations", alert.annotations());
        out.writeStringField(
                "state",
                (alert.state() == AlertState.FIRING ? AlertState.FIRING : AlertState.PENDING)
                        .text());
        out.writeStringField("activeAt", alert.activeAt().toString());
        if (alert.keepFiringSince().isPresent()) {
            out.writeStringField("keepFiringSince", alert.keepFiringSince().get().toString());
        }
        out.writeStringField("value", scientific(alert.value()));
        out.writeEndObject();
    }

    private void texts(String name, Map<String, String> texts) throws IOException {
        out.writeObjectFieldStart(name);
        for (var text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }

    private void seconds(String name, Duration duration) throws IOException {
        out.writeFieldName(name);
        out.writeRawValue(Numbers.plain(duration.toNanos() / 1e9));
    }

    /** As Go's format {@code e} with as many digits as it takes: {@code 2.5e+01}. */
    private static String scientific(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Numbers.plain(value);
        }
        var decimal = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
        var digits = decimal.unscaledValue().toString();
        int exponent = value == 0 ? 0 : digits.length() - decimal.scale() - 1;
        var sign = Math.copySign(1, value) < 0 ? "-" : "";
        var fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        var power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
    }

    private static String moment(Optional<Instant> moment) {
        return moment.map(Instant::toString).orElse(NEVER);
    }
}
