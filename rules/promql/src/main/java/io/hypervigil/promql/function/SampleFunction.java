package io.hypervigil.promql.function;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.value.Absent;

/** A function of one sample: {@code abs}, {@code clamp}, {@code histogram_count}. */
@FunctionalInterface
public interface SampleFunction {

    /**
     * Of a float.
     *
     * @return a float, {@link Absent#VALUE} for none, or what {@link FunctionContext#give} returns
     */
    double apply(double value, FunctionContext context);

    /** Of a histogram; most functions drop it. */
    default double apply(FloatHistogram histogram, FunctionContext context) {
        return Absent.VALUE;
    }
}
