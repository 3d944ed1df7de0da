package io.hypervigil.promql.engine.select;

import io.hypervigil.promql.engine.row.Steps;

/**
 * From when a selector takes its samples at a step.
 *
 * @param isFixed whether that is the same time at every step ({@code @})
 * @param fixedMillis that time, since 1970
 * @param offsetMillis how much earlier; later where negative
 */
public record TimeShift(boolean isFixed, long fixedMillis, long offsetMillis) {

    /** From the time of the step. */
    public static final TimeShift NONE = new TimeShift(false, 0, 0);

    /** The time at a step, in milliseconds since 1970. */
    public long at(Steps steps, int step) {
        return (isFixed ? fixedMillis : steps.millis(step)) - offsetMillis;
    }

    /** The earliest of all. */
    public long first(Steps steps) {
        return at(steps, 0);
    }

    /** The latest of all. */
    public long last(Steps steps) {
        return at(steps, steps.count() - 1);
    }

    /** From when a selector within takes its samples, which is shifted by itself. */
    public TimeShift then(TimeShift inner) {
        return inner.isFixed
                ? inner
                : new TimeShift(isFixed, fixedMillis, offsetMillis + inner.offsetMillis);
    }

    /** The times themselves, where each is taken by itself. */
    Steps shift(Steps steps) {
        return isFixed
                ? Steps.one(fixedMillis - offsetMillis)
                : new Steps(steps.startMillis() - offsetMillis, steps.stepMillis(), steps.count());
    }
}
