package io.hypervigil.alerting.outbox;

import io.hypervigil.alerting.dispatch.Notification;
import io.hypervigil.alerting.dispatch.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What waits for one target. News of one group stay in order; a group whose news the service does
 * not take lets the others go first, so one bad message holds up nobody else's.
 *
 * <p>Thread: one at a time.
 */
final class TargetQueue {

    private final Target target;
    private final Map<String, ArrayDeque<Notification>> groups = new LinkedHashMap<>();
    private Instant notBefore = Instant.MIN;
    private boolean isBusy;
    private int failures;
    private long delivered;
    private long retried;
    private long refused;
    private long expired;
    private Optional<String> lastFault = Optional.empty();

    TargetQueue(Target target) {
        this.target = target;
    }

    void add(Notification notification) {
        groups.computeIfAbsent(notification.groupKey(), _ -> new ArrayDeque<>())
                .addLast(notification);
    }

    /** The next to be sent, where one may be sent now; the target is busy from then on. */
    Optional<Notification> take(Instant now) {
        if (isBusy || groups.isEmpty() || now.isBefore(notBefore)) {
            return Optional.empty();
        }
        isBusy = true;
        return Optional.of(groups.values().iterator().next().getFirst());
    }

    /** When to look again; empty where there is nothing to wait for. */
    Optional<Instant> due() {
        return isBusy || groups.isEmpty() ? Optional.empty() : Optional.of(notBefore);
    }

    void delivered() {
        delivered++;
        failures = 0;
        notBefore = Instant.MIN;
        lastFault = Optional.empty();
    }

    void refused(String reason) {
        refused++;
        lastFault = Optional.of(reason);
    }

    void expired(String reason) {
        expired++;
        lastFault = Optional.of(reason);
    }

    /** Another attempt later; returns how many have failed in a row. */
    int failed(String reason) {
        retried++;
        failures++;
        lastFault = Optional.of(reason);
        return failures;
    }

    void pause(Instant now, Duration pause, String groupKey) {
        notBefore = now.plus(pause);
        isBusy = false;
        var group = groups.remove(groupKey);
        if (group != null) {
            groups.put(groupKey, group);
        }
    }

    /** Lets go of one that has ended. */
    void remove(Notification notification) {
        isBusy = false;
        var group = groups.get(notification.groupKey());
        if (group != null) {
            group.removeIf(other -> other.id().equals(notification.id()));
            if (group.isEmpty()) {
                groups.remove(notification.groupKey());
            }
        }
    }

    OutboxCounts counts() {
        var waiting = groups.values().stream().flatMap(ArrayDeque::stream).toList();
        return new OutboxCounts(
                target,
                waiting.size(),
                waiting.stream().map(Notification::at).min(Instant::compareTo),
                delivered,
                retried,
                refused,
                expired,
                lastFault);
    }
}
