package io.hypervigil.alerting.group;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where rules write their results to. What is written must be seen by the next query.
 *
 * <p>Thread: that of the rules.
 */
@FunctionalInterface
public interface SampleSink {

    /**
     * Writes one sample.
     *
     * @param millis since 1970
     * @param value the float, a staleness marker where a series has ended; without meaning where
     *     there is a histogram
     * @return why it is refused; empty where it is not
     */
    Optional<String> append(
            Labels labels, long millis, double value, @Nullable FloatHistogram histogram);
}
