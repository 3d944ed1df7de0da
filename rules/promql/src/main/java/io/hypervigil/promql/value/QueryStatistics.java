package io.hypervigil.promql.value;

/**
 * What a query cost.
 *
 * @param evalNanos time from parsed to evaluated
 * @param totalSamples samples that were looked at, over all steps
 * @param peakSamples the most that were held at once
 */
public record QueryStatistics(long evalNanos, long totalSamples, long peakSamples) {}
