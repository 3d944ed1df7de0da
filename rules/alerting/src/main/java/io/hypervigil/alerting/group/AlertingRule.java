package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alert.Alert;
import io.hypervigil.alerting.alert.AlertNotice;
import io.hypervigil.alerting.alert.RuleKey;
import io.hypervigil.alerting.rulefile.RuleSpec;
import io.hypervigil.alerting.template.rule.AlertTemplateData;
import io.hypervigil.alerting.template.value.Value;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Printer;
import io.hypervigil.promql.value.QueryValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A rule whose samples are alerts. */
final class AlertingRule implements Rule {

    private final RuleKey key;
    private final RuleSpec.Alerting spec;
    private final Set<String> metrics;
    private final AlertTexts labels;
    private final AlertTexts annotations;
    private final String query;

    /** Replaced as a whole by each evaluation. */
    private volatile Map<Labels, Alert> alerts = Map.of();

    /**
     * @param metrics that its expression looks at, those behind recorded series among them
     */
    AlertingRule(RuleKey key, RuleSpec.Alerting spec, Set<String> metrics) {
        this.key = key;
        this.spec = spec;
        this.metrics = Set.copyOf(metrics);
        this.labels = new AlertTexts(spec.name(), key.labels());
        this.annotations = new AlertTexts(spec.name(), spec.annotations());
        this.query = Printer.print(spec.expression());
    }

    @Override
    public RuleKey key() {
        return key;
    }

    @Override
    public String query() {
        return query;
    }

    RuleSpec.Alerting spec() {
        return spec;
    }

    /** Its alerts by their labels, as one object until its next evaluation. */
    Map<Labels, Alert> known() {
        return alerts;
    }

    /** All of them, those that were resolved lately among them. */
    Collection<Alert> alerts() {
        return alerts.values();
    }

    /** Takes over alerts that were known before. */
    void restore(Collection<Alert> known) {
        var restored = new LinkedHashMap<Labels, Alert>();
        known.forEach(alert -> restored.put(alert.labels(), alert));
        alerts = restored;
    }

    @Override
    public List<QueryValue.Sample> evaluate(Asking asking, int limit) throws RuleFailure {
        var samples = asking.ask(spec.expression());
        if (samples.isEmpty() && alerts.isEmpty()) {
            return List.of();
        }
        var seen = seen(samples, asking);
        var next = new LinkedHashMap<Labels, Alert>();
        addUnseen(seen, asking, next);
        seen.forEach((alertLabels, now) -> next.put(alertLabels, merged(now, asking)));
        long active = next.values().stream().filter(Alert::isActive).count();
        if (limit > 0 && active > limit) {
            alerts = Map.of();
            throw new RuleFailure("exceeded limit of " + limit + " with " + active + " alerts");
        }
        alerts = next;
        return AlertSeries.of(next.values(), asking.sampleMillis());
    }

    private Map<Labels, Alert> seen(List<QueryValue.Sample> samples, Asking asking)
            throws RuleFailure {
        var seen = LinkedHashMap.<Labels, Alert>newLinkedHashMap(samples.size());
        for (var sample : samples) {
            var alert = alert(sample, asking);
            if (seen.put(alert.labels(), alert) != null) {
                throw new RuleFailure(
                        "vector contains metrics with the same labelset after applying alert"
                                + " labels");
            }
        }
        return seen;
    }

    private Alert alert(QueryValue.Sample sample, Asking asking) {
        var data =
                new AlertTemplateData(
                        sample.labels(),
                        Labels.of(asking.settings().externalLabels()),
                        asking.settings().externalUrl(),
                        value(sample));
        var named = sample.labels().without(Labels.NAME);
        for (var label : labels.expand(asking.templates(), data, asking).entrySet()) {
            named = named.with(label.getKey(), label.getValue());
        }
        named = named.with(AlertSeries.ALERT_NAME, spec.name());
        return Alert.seenFirst(
                named,
                annotations.expand(asking.templates(), data, asking),
                sample.value(),
                asking.at());
    }

    private static Value value(QueryValue.Sample sample) {
        var histogram = sample.histogram();
        return histogram == null ? Value.of(sample.value()) : Value.of(histogram.toString());
    }

    private Alert merged(Alert now, Asking asking) {
        var known = alerts.get(now.labels());
        var alert = known != null && known.isActive() ? known.seen(now) : now;
        return alert.aged(asking.at(), spec.hold());
    }

    private void addUnseen(Map<Labels, Alert> seen, Asking asking, Map<Labels, Alert> next) {
        var unseen = alerts.values().stream().filter(alert -> !seen.containsKey(alert.labels()));
        var missing = unseen.toList();
        boolean mayHold =
                asking.settings().holdsAlerts() && missing.stream().anyMatch(Alert::isActive);
        var unavailable =
                (mayHold ? asking.parts().sources() : Sources.ALL_THERE).unavailable(metrics);
        for (var alert : missing) {
            if (alert.isActive() && unavailable.test(alert.labels())) {
                next.put(alert.labels(), alert.held());
            } else {
                alert.unseen(asking.at(), spec.keepFiring())
                        .map(left -> left.aged(asking.at(), spec.hold()))
                        .ifPresent(left -> next.put(left.labels(), left));
            }
        }
    }

    /** Those that are to be told of now. */
    List<Alert> due(Asking asking) {
        var delay = asking.settings().resendDelay();
        return alerts.values().stream().filter(alert -> alert.isDue(asking.at(), delay)).toList();
    }

    /** Notes that some were told of. */
    void sent(List<Alert> told, Instant at) {
        var next = new LinkedHashMap<>(alerts);
        told.forEach(alert -> next.put(alert.labels(), alert.sent(at)));
        alerts = next;
    }

    List<AlertNotice> notices(List<Alert> told, Asking asking, Duration interval) {
        var delay = asking.settings().resendDelay();
        var longer = interval.compareTo(delay) > 0 ? interval : delay;
        return told.stream().map(alert -> notice(alert, asking, longer.multipliedBy(4))).toList();
    }

    /** Four times as long as it takes to hear of it again: two evaluations or sends may fail. */
    private AlertNotice notice(Alert alert, Asking asking, Duration validity) {
        return new AlertNotice(
                alert.labels(),
                alert.annotations(),
                alert.firedAt().orElse(alert.activeAt()),
                alert.resolvedAt(),
                alert.resolvedAt().orElse(asking.at().plus(validity)),
                asking.settings().externalUrl()
                        + "/graph?g0.expr="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8)
                        + "&g0.tab=1",
                alert.isHeld());
    }
}
