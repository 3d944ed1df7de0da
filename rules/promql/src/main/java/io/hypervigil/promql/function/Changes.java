package io.hypervigil.promql.function;

import io.hypervigil.promql.storage.SampleBuffer;

/** {@code changes}: how often a value was another than before. */
final class Changes extends Transitions {

    @Override
    boolean isFloatTransition(SampleBuffer samples, int before, FunctionContext context) {
        double from = samples.floats()[before];
        double to = samples.floats()[before + 1];
        return from != to && !(Double.isNaN(from) && Double.isNaN(to));
    }

    @Override
    boolean isHistogramTransition(SampleBuffer samples, int before, FunctionContext context) {
        return !samples.histograms()[before].equals(samples.histograms()[before + 1]);
    }
}
