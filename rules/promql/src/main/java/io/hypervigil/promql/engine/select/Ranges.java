package io.hypervigil.promql.engine.select;

import io.hypervigil.promql.function.Window;
import io.hypervigil.promql.labels.Labels;

/**
 * The series of a range selector or of a subquery, one after another, each with a window over its
 * samples that is moved along the steps.
 */
public interface Ranges {

    /** Goes to the next series that has samples; false behind the last. */
    boolean next();

    /** The labels of the series. */
    Labels labels();

    /** Whether the name of the series is to be taken off at the end of the query. */
    boolean dropsName();

    /** The samples of the range of a step; steps in ascending order. */
    Window at(int step);

    /** Whether labels differ even without the metric's name. */
    boolean isDistinctWithoutName();
}
