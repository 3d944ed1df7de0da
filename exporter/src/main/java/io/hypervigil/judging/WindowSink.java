package io.hypervigil.judging;

import io.hypervigil.alerting.group.SampleSink;
import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.LooseSamples;
import io.hypervigil.tsdb.SampleWindow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts what rules give into the window.
 *
 * <p>Thread: any.
 */
final class WindowSink implements SampleSink {

    private static final String REFUSED =
            "refused by the window: older than its last sample, a collector's own series, or beyond"
                    + " window.max_series";

    private final LooseSamples samples;

    WindowSink(SampleWindow window) {
        this.samples = window.loose();
    }

    @Override
    public Optional<String> append(
            Labels labels, long millis, double value, @Nullable FloatHistogram histogram) {
        boolean isTaken =
                histogram == null
                        ? samples.append(labels, millis, value)
                        : samples.append(labels, millis, histogram);
        return isTaken ? Optional.empty() : Optional.of(REFUSED);
    }
}
