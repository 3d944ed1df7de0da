package io.hypervigil.promql.function;

import io.hypervigil.promql.storage.SampleBuffer;

/** {@code resets}: how often a counter began anew. */
final class Resets extends Transitions {

    @Override
    boolean isFloatTransition(SampleBuffer samples, int before, FunctionContext context) {
        return samples.floats()[before + 1] < samples.floats()[before]
                || (context.usesStartTimestamps() && StartTimes.isFloatReset(samples, before));
    }

    @Override
    boolean isHistogramTransition(SampleBuffer samples, int before, FunctionContext context) {
        var values = samples.histograms();
        return (context.usesStartTimestamps() && StartTimes.isHistogramReset(samples, before))
                || values[before + 1].isResetSince(values[before]);
    }
}
