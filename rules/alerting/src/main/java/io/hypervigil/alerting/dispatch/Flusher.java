package io.hypervigil.alerting.dispatch;

import io.hypervigil.alerting.active.Alert;
import io.hypervigil.alerting.route.Integration;
import io.hypervigil.alerting.route.Receiver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a receiver the news of a group, if there are any. */
final class Flusher {

    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);

    /** As Alertmanager's; longer where the repeat interval is, which there makes it tell twice. */
    private static final Duration LEAST_MEMORY = Duration.ofDays(5);

    private final NotificationLog log;
    private final NotificationMaker maker;
    private long offered;
    private long refused;

    Flusher(NotificationLog log, DispatchSettings settings) {
        this.log = log;
        this.maker = new NotificationMaker(settings.alertsPerNotification());
    }

    long offered() {
        return offered;
    }

    long refused() {
        return refused;
    }

    /**
     * Offers the news to the outbox, for each integration that has not heard them.
     *
     * @param audible the alerts of the group that are told of
     */
    void flush(Outbox outbox, Group group, Receiver receiver, List<Alert> audible, Instant now) {
        var ended = group.inOrder().stream().filter(alert -> alert.isResolvedAt(now)).toList();
        if (audible.isEmpty()) {
            group.forget(ended);
            return;
        }
        boolean isSettled = true;
        var ids = new ArrayList<String>();
        var indexes = new HashMap<String, Integer>();
        for (var integration : receiver.integrations()) {
            var target = target(receiver, integration, indexes);
            switch (tell(outbox, group, target, integration, audible, now)) {
                case Outcome.NoNews() -> {}
                case Outcome.OnItsWay(var id) -> id.ifPresent(ids::add);
                case Outcome.NotTaken() -> isSettled = false;
            }
            isSettled &= !log.isOnItsWay(target, group.key());
        }
        group.await(ids, ended);
        if (isSettled) {
            group.forget(ended);
        }
    }

    private static Target target(
            Receiver receiver, Integration integration, Map<String, Integer> indexes) {
        int index = indexes.merge(integration.kind(), 1, Integer::sum) - 1;
        return new Target(receiver.name(), integration.kind(), index);
    }

    /** What became of the news for one integration. */
    private sealed interface Outcome {

        record NoNews() implements Outcome {}

        /** With the id where they were offered just now. */
        record OnItsWay(Optional<String> id) implements Outcome {}

        record NotTaken() implements Outcome {}
    }

    private Outcome tell(
            Outbox outbox,
            Group group,
            Target target,
            Integration integration,
            List<Alert> audible,
            Instant now) {
        if (log.isOnItsWay(target, group.key())) {
            return new Outcome.OnItsWay(Optional.empty());
        }
        var last = log.last(target, group.key());
        var repeat = group.route().options().repeatInterval();
        var known = audible.stream().filter(alert -> isOfInterest(alert, last, now)).toList();
        var entry = entry(group, target, known, now, repeat);
        var reason = LogEntry.reason(last, entry, repeat, integration.sendResolved());
        if (reason.isEmpty()) {
            return new Outcome.NoNews();
        }
        var alerts =
                integration.sendResolved()
                        ? known
                        : known.stream().filter(alert -> !alert.isResolvedAt(now)).toList();
        try {
            if (alerts.isEmpty()) {
                log.tell(entry);
                return new Outcome.NoNews();
            }
            return offer(outbox, maker.make(group, entry, last, reason.get(), alerts), entry);
        } catch (IOException e) {
            refused++;
            LOG.atError()
                    .addKeyValue("receiver", target)
                    .addKeyValue("group", group.key())
                    .addKeyValue("error", e.toString())
                    .log("a notification is not taken, it is tried again");
            return new Outcome.NotTaken();
        }
    }

    /** That an alert is well is of interest to those only who were told that it fired. */
    private static boolean isOfInterest(Alert alert, Optional<LogEntry> last, Instant now) {
        return !alert.isResolvedAt(now)
                || last.filter(told -> told.knows(alert.fingerprint())).isPresent();
    }

    private Outcome offer(Outbox outbox, Notification notification, LogEntry entry)
            throws IOException {
        outbox.offer(notification);
        offered++;
        log.offer(notification.id(), entry);
        return new Outcome.OnItsWay(Optional.of(notification.id()));
    }

    private static LogEntry entry(
            Group group, Target target, List<Alert> alerts, Instant now, Duration repeat) {
        Set<Long> firing = new HashSet<>();
        Set<Long> resolved = new HashSet<>();
        alerts.forEach(
                alert -> (alert.isResolvedAt(now) ? resolved : firing).add(alert.fingerprint()));
        var twice = repeat.multipliedBy(2);
        return new LogEntry(
                target,
                group.key(),
                firing,
                resolved,
                now,
                twice.compareTo(LEAST_MEMORY) > 0 ? twice : LEAST_MEMORY);
    }
}
