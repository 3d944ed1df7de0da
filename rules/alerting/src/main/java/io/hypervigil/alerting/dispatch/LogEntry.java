package io.hypervigil.alerting.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a target was told of a group last.
 *
 * @param firing fingerprints of the alerts that fired
 * @param resolved fingerprints of those that were well again
 * @param at when it was told
 * @param keptFor how long that is remembered
 */
record LogEntry(
        Target target,
        String groupKey,
        Set<Long> firing,
        Set<Long> resolved,
        Instant at,
        Duration keptFor) {

    LogEntry {
        firing = Set.copyOf(firing);
        resolved = Set.copyOf(resolved);
    }

    LogEntry toldAt(Instant when) {
        return new LogEntry(target, groupKey, firing, resolved, when, keptFor);
    }

    boolean knows(long alert) {
        return firing.contains(alert) || resolved.contains(alert);
    }

    boolean isExpiredAt(Instant now) {
        return !at.plus(keptFor).isAfter(now);
    }

    /**
     * Why a target is to be told, given what it was told last: Alertmanager's rule.
     *
     * @param last empty where it was told nothing
     * @param now what the group is by now
     * @param asksForResolved whether it wants to know of alerts that are well
     */
    static Optional<Reason> reason(
            Optional<LogEntry> last, LogEntry now, Duration repeat, boolean asksForResolved) {
        boolean fires = !now.firing.isEmpty();
        if (last.isEmpty()) {
            return fires ? Optional.of(Reason.FIRST) : Optional.empty();
        }
        var told = last.get();
        if (!told.firing.containsAll(now.firing)) {
            return Optional.of(told.firing.isEmpty() ? Reason.FIRST : Reason.NEW_ALERTS);
        }
        if (!fires) {
            // Even where nobody asks for it, so that the log forgets what fired.
            return told.firing.isEmpty() ? Optional.empty() : Optional.of(Reason.ALL_RESOLVED);
        }
        if (asksForResolved && !told.resolved.containsAll(now.resolved)) {
            return Optional.of(Reason.NEW_RESOLVED);
        }
        return told.at.isBefore(now.at.minus(repeat))
                ? Optional.of(Reason.REPEAT)
                : Optional.empty();
    }
}
