package io.hypervigil.promql.syntax;

import java.util.Optional;

/**
 * From when a selector or subquery takes its samples, other than from the time of evaluation.
 *
 * @param at {@code @}: a fixed time
 * @param offset {@code offset}: so much earlier, later where negative
 */
public record TimeModifier(Optional<At> at, Optional<DurationExpr> offset) {

    /** None of them. */
    public static final TimeModifier NONE = new TimeModifier(Optional.empty(), Optional.empty());

    /** A fixed time. */
    public sealed interface At {

        /** A time that is written out, in milliseconds since 1970. */
        record Time(long millis) implements At {}

        /** {@code start()}: that of the query. */
        record Start() implements At {}

        /** {@code end()}: that of the query. */
        record End() implements At {}
    }
}
