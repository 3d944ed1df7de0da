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

    /** What can be used of a request, and what is wrong with the rest. */
    record Posted(List<Alert> alerts, List<String> faults) {}

    static Posted read(JsonNode body, Instant now, Duration resolveTimeout) {
        if (!body.isArray() || body.size() > MOST) {
            throw new ApiException(
                    BAD_REQUEST, "a list of at most " + MOST + " alerts is expected");
        }
        var alerts = new ArrayList<Alert>();
        var faults = new ArrayList<String>();
        for (var node : body) {
            try {
                alerts.add(alert(node, now, resolveTimeout));
            } catch (ApiException | IllegalArgumentException e) {
                faults.add(String.valueOf(e.getMessage()));
            }
        }
        return new Posted(alerts, faults);
    }

    /** Without a start it starts now, or with its end; without an end it lasts while it is told. */
    private static Alert alert(JsonNode node, Instant now, Duration resolveTimeout) {
        if (node.toString().length() > MOST_TEXT) {
            throw new ApiException(BAD_REQUEST, "an alert of more than 65536 characters");
        }
        var end = Times.field(node, "endsAt");
        var start = Times.field(node, "startsAt").orElse(end.orElse(now));
        return new Alert(
                Fields.labels(node, "labels"),
                Fields.labels(node, "annotations"),
                start,
                end.orElse(now.plus(resolveTimeout)),
                Fields.text(node, "generatorURL"),
                now,
                end.isEmpty());
    }
}
