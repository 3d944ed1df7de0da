package io.hypervigil.alerting.alert;

import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One alert of a rule at the end of an evaluation.
 *
 * @param labels that tell it from all others, the name of the alert among them
 * @param value of the sample that was seen last
 * @param activeAt when its expression held first, without a break since
 * @param firedAt when it began to fire
 * @param keepFiringSince since when it fires only because the rule keeps it firing
 * @param resolvedAt when it ceased to fire
 * @param lastSentAt when it was sent last
 * @param isHeld whether it was not seen, but the source of its data was unavailable
 */
public record Alert(
        AlertState state,
        Labels labels,
        SortedMap<String, String> annotations,
        double value,
        Instant activeAt,
        Optional<Instant> firedAt,
        Optional<Instant> keepFiringSince,
        Optional<Instant> resolvedAt,
        Optional<Instant> lastSentAt,
        boolean isHeld) {

    /** How long a resolved alert is told of again, for receivers that were not there. */
    public static final Duration RESOLVED_RETENTION = Duration.ofMinutes(15);

    public Alert {
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** One that is seen for the first time. */
    public static Alert seenFirst(
            Labels labels, SortedMap<String, String> annotations, double value, Instant at) {
        return new Alert(
                AlertState.PENDING,
                labels,
                annotations,
                value,
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** Whether it is pending or firing. */
    public boolean isActive() {
        return state != AlertState.INACTIVE;
    }

    /** Seen again, with what the sample says now. */
    public Alert seen(Alert now) {
        return new Alert(
                state,
                labels,
                now.annotations,
                now.value,
                activeAt,
                firedAt,
                Optional.empty(),
                resolvedAt,
                lastSentAt,
                false);
    }

    /** Firing where it is old enough, pending where the rule wants it older than it is. */
    public Alert aged(Instant at, Duration hold) {
        boolean isOld = Duration.between(activeAt, at).compareTo(hold) >= 0;
        if (state == AlertState.PENDING && isOld) {
            return with(AlertState.FIRING, Optional.of(at), keepFiringSince, resolvedAt, isHeld);
        }
        if (state == AlertState.FIRING && !isOld) {
            return with(AlertState.PENDING, Optional.empty(), keepFiringSince, resolvedAt, isHeld);
        }
        return this;
    }

    /** Not seen, which says nothing while its source is unavailable. */
    public Alert held() {
        return isHeld ? this : with(state, firedAt, keepFiringSince, resolvedAt, true);
    }

    /**
     * Not seen.
     *
     * @return firing still where the rule keeps it so; resolved where it fired; empty where it
     *     never did, and where it has been resolved for long
     */
    public Optional<Alert> unseen(Instant at, Duration keepFiring) {
        return switch (state) {
            case PENDING -> Optional.empty();
            case INACTIVE -> Optional.of(this).filter(alert -> !alert.isForgotten(at));
            case FIRING -> Optional.of(noLongerSeen(at, keepFiring));
        };
    }

    private boolean isForgotten(Instant at) {
        return resolvedAt
                .map(since -> Duration.between(since, at).compareTo(RESOLVED_RETENTION) > 0)
                .orElse(true);
    }

    private Alert noLongerSeen(Instant at, Duration keepFiring) {
        var since = keepFiringSince.orElse(at);
        boolean isKept = Duration.between(since, at).compareTo(keepFiring) < 0;
        return isKept
                ? with(state, firedAt, Optional.of(since), resolvedAt, false)
                : with(AlertState.INACTIVE, firedAt, Optional.empty(), Optional.of(at), false);
    }

    /**
     * Whether it is to be told of now: when it begins to fire and when it is resolved, and again
     * each time that a delay has passed.
     */
    public boolean isDue(Instant at, Duration resendDelay) {
        if (state == AlertState.PENDING) {
            return false;
        }
        return isNews() || !lastSentAt.orElse(at).plus(resendDelay).isAfter(at);
    }

    /** Whether nobody was told yet that it fires, or that it no longer does. */
    public boolean isNews() {
        return lastSentAt.isEmpty() || resolvedAt.filter(lastSentAt.get()::isBefore).isPresent();
    }

    /** Told of. */
    public Alert sent(Instant at) {
        return new Alert(
                state,
                labels,
                annotations,
                value,
                activeAt,
                firedAt,
                keepFiringSince,
                resolvedAt,
                Optional.of(at),
                isHeld);
    }

    private Alert with(
            AlertState newState,
            Optional<Instant> fired,
            Optional<Instant> kept,
            Optional<Instant> resolved,
            boolean held) {
        return new Alert(
                newState,
                labels,
                annotations,
                value,
                activeAt,
                fired,
                kept,
                resolved,
                lastSentAt,
                held);
    }

    /** Whether what must outlive the process is the same: all but value, annotations and mark. */
    public boolean isSavedAs(Alert other) {
        return state == other.state
                && labels.equals(other.labels)
                && activeAt.equals(other.activeAt)
                && firedAt.equals(other.firedAt)
                && keepFiringSince.equals(other.keepFiringSince)
                && resolvedAt.equals(other.resolvedAt)
                && lastSentAt.equals(other.lastSentAt);
    }
}
