package io.hypervigil.tsdb;

import io.hypervigil.tsdb.index.SeriesIndex;
import java.util.Map;

/**
 * How much a window holds.
 *
 * @param series in the window
 * @param samples in the window, staleness markers among them
 * @param appended samples taken since the start
 * @param chunks in the window, the open ones among them
 * @param sampleBytes memory of the samples
 * @param indexBytes memory of labels and index
 * @param minMillis of the oldest sample, since 1970; 0 where there is none
 * @param maxMillis of the latest sample; 0 where there is none
 * @param refused samples and series refused since the start, by reason
 */
public record WindowSize(
        int series,
        long samples,
        long appended,
        long chunks,
        long sampleBytes,
        long indexBytes,
        long minMillis,
        long maxMillis,
        Map<Refusal, Long> refused) {

    public WindowSize {
        refused = Map.copyOf(refused);
    }

    static WindowSize of(
            SeriesIndex<SeriesRef> index,
            Memory memory,
            Map<Refusal, Long> refused,
            long appended) {
        var sums = new Sums();
        index.forEach(sums::add);
        return new WindowSize(
                index.size(),
                sums.samples,
                appended,
                sums.chunks,
                memory.samples(),
                memory.index(),
                sums.samples == 0 ? 0 : sums.minMillis,
                sums.samples == 0 ? 0 : sums.maxMillis,
                refused);
    }

    private static final class Sums {

        private long samples;
        private long chunks;
        private long minMillis = Long.MAX_VALUE;
        private long maxMillis = Long.MIN_VALUE;

        void add(SeriesRef series) {
            samples += series.samples();
            chunks += series.column().chunks() + (series.histograms().isEmpty() ? 0 : 1);
            minMillis = Math.min(minMillis, series.firstMillis());
            maxMillis = Math.max(maxMillis, series.lastMillis());
        }
    }
}
