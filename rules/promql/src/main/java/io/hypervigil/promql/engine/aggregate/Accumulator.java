package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.engine.row.Row;

/**
 * Makes one series of the many of a group, all steps at once.
 *
 * <p>Thread: confined.
 */
interface Accumulator {

    /** Takes a series in; the row stays the caller's. */
    void add(Row row);

    /** Puts the result into an empty row. */
    void finish(Row into);
}
