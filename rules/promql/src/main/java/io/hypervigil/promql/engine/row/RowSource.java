package io.hypervigil.promql.engine.row;

import org.jspecify.annotations.Nullable;

/**
 * An operator of a query: gives its series one after another.
 *
 * <p>Labels may come in several rows, but never two of them with a sample at the same step, unless
 * names are dropped at the end of the query and the labels differ by them. Thread: confined to the
 * query.
 */
public interface RowSource {

    /** The next series, which the caller then owns; null behind the last. */
    @Nullable Row next();

    /** Whether each labels come in one row only. */
    default boolean isWhole() {
        return true;
    }

    /** Whether labels differ even without the metric's name. */
    default boolean isDistinctWithoutName() {
        return false;
    }
}
