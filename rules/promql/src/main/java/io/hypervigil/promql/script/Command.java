package io.hypervigil.promql.script;

import io.hypervigil.promql.labels.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One step of a script. */
sealed interface Command {

    /** Forgets all series. */
    record Clear() implements Command {}

    /**
     * Stores series.
     *
     * @param alsoAsCustomBuckets whether classic histograms are stored as native ones too
     */
    record Load(boolean alsoAsCustomBuckets, Map<Labels, List<StoredSample>> series)
            implements Command {}

    /**
     * Evaluates a query.
     *
     * @param line where it stands, from 1
     * @param text the line
     */
    record Evaluation(int line, String text, String query, Time time, Expectation expectation)
            implements Command {}

    /** When a query is evaluated. */
    sealed interface Time {

        record Instant(long millis) implements Time {}

        record Range(long startMillis, long endMillis, long stepMillis) implements Time {}
    }

    /**
     * What must come of an evaluation.
     *
     * @param failure that it fails
     * @param annotations that annotations are there, or not
     * @param isOrdered whether the order of a vector matters
     * @param scalar the value of a scalar
     * @param text the value of a text
     * @param series in the order in which they are written
     * @param rangeTime the times of the values of a range vector, which an instant query gives
     */
    record Expectation(
            Optional<Wanted> failure,
            List<WantedAnnotation> annotations,
            boolean isOrdered,
            OptionalDouble scalar,
            Optional<String> text,
            List<Series> series,
            Optional<Time.Range> rangeTime) {}
}
