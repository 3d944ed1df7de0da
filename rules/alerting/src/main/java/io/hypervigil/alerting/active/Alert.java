package io.hypervigil.alerting.active;

import io.hypervigil.promql.labels.Labels;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An alert as its source told of it last. Two with the same labels are the same alert.
 *
 * @param labels at least one
 * @param annotations may be empty, and so may their values
 * @param startsAt since when it fires
 * @param endsAt when it was well again, or until when it counts as firing unless told of anew
 * @param generatorUrl where a person sees its cause; may be empty
 * @param updatedAt when its source told
 * @param isEndGuessed whether its source named no end, so that it is well once it is told of no
 *     more
 * @param fingerprint of the labels
 */
public record Alert(
        Labels labels,
        SortedMap<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        String generatorUrl,
        Instant updatedAt,
        boolean isEndGuessed,
        long fingerprint) {

    /**
     * @throws IllegalArgumentException if it has no labels or ends before it starts, in
     *     Alertmanager's words
     */
    public Alert {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("at least one label pair required");
        }
        if (endsAt.isBefore(startsAt)) {
            throw new IllegalArgumentException("start time must be before end time");
        }
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** With the fingerprint of the labels. */
    public Alert(
            Labels labels,
            SortedMap<String, String> annotations,
            Instant startsAt,
            Instant endsAt,
            String generatorUrl,
            Instant updatedAt,
            boolean isEndGuessed) {
        this(
                labels,
                annotations,
                startsAt,
                endsAt,
                generatorUrl,
                updatedAt,
                isEndGuessed,
                Fingerprint.of(labels));
    }

    /** Whether it is well again at a moment. */
    public boolean isResolvedAt(Instant now) {
        return !endsAt.isAfter(now);
    }

    /** Whether the times of two tellings touch, so that they tell of the same trouble. */
    boolean overlaps(Alert older) {
        return (endsAt.isAfter(older.startsAt) && endsAt.isBefore(older.endsAt))
                || (startsAt.isAfter(older.startsAt) && startsAt.isBefore(older.endsAt));
    }

    /**
     * What two tellings of the same alert say together: the younger one, with the earlier start; an
     * end that a source named goes before one that was guessed.
     */
    Alert mergedWith(Alert other, Instant now) {
        if (other.updatedAt.isBefore(updatedAt)) {
            return other.mergedWith(this, now);
        }
        var start = startsAt.isBefore(other.startsAt) ? startsAt : other.startsAt;
        boolean isLater = endsAt.isAfter(other.endsAt);
        boolean isOwnEnd =
                other.isResolvedAt(now) ? isResolvedAt(now) && isLater : isLater && !isEndGuessed;
        return new Alert(
                other.labels,
                other.annotations,
                start,
                isOwnEnd ? endsAt : other.endsAt,
                other.generatorUrl,
                other.updatedAt,
                other.isEndGuessed,
                other.fingerprint);
    }
}
