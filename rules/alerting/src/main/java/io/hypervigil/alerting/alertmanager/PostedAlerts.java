package io.hypervigil.alerting.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import io.hypervigil.alerting.active.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Alerts that somebody outside tells of. */
final class PostedAlerts {

    private static final int BAD_REQUEST = 400;
    private static final int MOST = 10_000;
    private static final int MOST_TEXT = 64 << 10;

    private PostedAlerts() {}

    /**
     * What can be used of a request, and what is wrong with the rest. A request that is not what
     * the API's description asks for is refused as a whole.
     */
    record Posted(List<Alert> alerts, List<String> faults) {}

    static Posted read(JsonNode body, Instant now, Duration resolveTimeout) {
        if (body.isNull()) {
            return new Posted(List.of(), List.of());
        }
        if (!body.isArray() || body.size() > MOST) {
            throw new ApiException(
                    BAD_REQUEST, "a list of at most " + MOST + " alerts is expected");
        }
        var alerts = new ArrayList<Alert>();
        var faults = new ArrayList<String>();
        for (int i = 0; i < body.size(); i++) {
            try {
                check(body.get(i), i);
                alerts.add(alert(body.get(i), now, resolveTimeout));
            } catch (IllegalArgumentException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        return new Posted(alerts, faults);
    }

    private static void check(JsonNode node, int index) {
        if (node.toString().length() > MOST_TEXT) {
            throw new IllegalArgumentException("an alert of more than 65536 characters");
        }
        Fields.checkUri(Fields.text(node, "generatorURL"), index + ".generatorURL");
        Fields.required(node, "labels", index + ".labels");
    }

    /** Without a start it starts now, or with its end; without an end it lasts while it is told. */
    private static Alert alert(JsonNode node, Instant now, Duration resolveTimeout) {
        var end = Times.field(node, "endsAt");
        var start = Times.field(node, "startsAt").orElse(end.orElse(now));
        return new Alert(
                Fields.labels(node, "labels"),
                Fields.pairs(node, "annotations"),
                start,
                end.orElse(now.plus(resolveTimeout)),
                Fields.text(node, "generatorURL"),
                now,
                end.isEmpty());
    }
}
