package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.dispatch.Notification;
import io.hypervigil.alerting.dispatch.NotifiedAlert;
import io.hypervigil.alerting.dispatch.Reason;
import io.hypervigil.alerting.dispatch.Target;
import io.hypervigil.alerting.route.Receiver;
import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A message by which a person sees that a receiver works; it says of itself that it is a test. */
public final class TestNotification {

    private static final Labels LABELS =
            Labels.of("alertname", "HypervigilTest", "severity", "none", "test", "true");
    private static final SortedMap<String, String> ANNOTATIONS =
            new TreeMap<>(
                    Map.of(
                            "summary", "Test message of Hypervigil",
                            "description", "Somebody tests this receiver. Nothing is wrong."));

    private TestNotification() {}

    /**
     * What one integration's service answered.
     *
     * @param target which of the receiver's
     */
    public record Answer(Target target, Outcome outcome) {}

    /**
     * Sends it by every integration of a receiver, one after the other, once each.
     *
     * <p>Thread: any; the caller waits for every service.
     */
    public static List<Answer> send(
            Receiver receiver, Expansion.Source templates, Sending sending) {
        var answers = new ArrayList<Answer>();
        var next = new HashMap<String, Integer>();
        for (var integration : receiver.integrations()) {
            int index = next.merge(integration.kind(), 1, Integer::sum) - 1;
            var target = new Target(receiver.name(), integration.kind(), index);
            if (integration instanceof Integration sendable) {
                var test = notification(target, sending.clock().instant());
                var message = new Message(test, templates, Map.of());
                answers.add(new Answer(target, sendable.send(message, sending)));
            }
        }
        return answers;
    }

    private static Notification notification(Target target, Instant now) {
        var alert = new NotifiedAlert(LABELS, ANNOTATIONS, now, Optional.empty(), "", 0);
        return new Notification(
                "test-" + now,
                target,
                "{}:{alertname=\"HypervigilTest\"}",
                Labels.of("alertname", "HypervigilTest"),
                LABELS,
                ANNOTATIONS,
                List.of(alert),
                0,
                Reason.FIRST,
                now,
                Duration.ofHours(4));
    }
}
