package io.hypervigil.promql.function;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.value.Absent;
import java.util.function.ToDoubleFunction;

/** A number that is read off a native histogram; floats have none. */
record OfHistogram(ToDoubleFunction<FloatHistogram> reading) implements SampleFunction {

    @Override
    public double apply(double value, FunctionContext context) {
        return Absent.VALUE;
    }

    @Override
    public double apply(FloatHistogram histogram, FunctionContext context) {
        return reading.applyAsDouble(histogram);
    }
}
