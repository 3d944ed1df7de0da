package io.hypervigil.promql.script;

import io.hypervigil.promql.histogram.FloatHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A sample as it is stored.
 *
 * @param startMillis when its counting began; 0: not known
 */
record StoredSample(
        long millis, double value, @Nullable FloatHistogram histogram, long startMillis) {}
