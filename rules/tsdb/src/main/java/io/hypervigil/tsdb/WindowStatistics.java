package io.hypervigil.tsdb;

import io.hypervigil.tsdb.index.IndexStatistics;
import java.util.List;
import java.util.Map;

/**
 * What a window holds.
 *
 * @param series in the window
 * @param samples in the window, staleness markers among them
 * @param appended samples taken since the start
 * @param chunks in the window, the open ones among them
 * @param sampleBytes memory of the samples
 * @param indexBytes memory of labels and index
 * @param minMillis of the oldest sample, since 1970; 0 where there is none
 * @param maxMillis of the latest sample; 0 where there is none
 * @param labelPairs different pairs of a label's name and value
 * @param refused samples and series refused since the start, by reason
 * @param seriesByMetricName the metric names with the most series
 * @param valuesByLabelName the label names with the most values
 * @param bytesByLabelName the label names with the most bytes of values, over all series
 * @param seriesByLabelPair the label pairs, as {@code name=value}, with the most series
 */
public record WindowStatistics(
        int series,
        long samples,
        long appended,
        long chunks,
        long sampleBytes,
        long indexBytes,
        long minMillis,
        long maxMillis,
        int labelPairs,
        Map<Refusal, Long> refused,
        List<Count> seriesByMetricName,
        List<Count> valuesByLabelName,
        List<Count> bytesByLabelName,
        List<Count> seriesByLabelPair) {

    public WindowStatistics {
        refused = Map.copyOf(refused);
        seriesByMetricName = List.copyOf(seriesByMetricName);
        valuesByLabelName = List.copyOf(valuesByLabelName);
        bytesByLabelName = List.copyOf(bytesByLabelName);
        seriesByLabelPair = List.copyOf(seriesByLabelPair);
    }

    /** A name and how much there is of it; lists of these begin with the most. */
    public record Count(String name, long value) {}

    static WindowStatistics of(WindowSize size, IndexStatistics lists) {
        return new WindowStatistics(
                size.series(),
                size.samples(),
                size.appended(),
                size.chunks(),
                size.sampleBytes(),
                size.indexBytes(),
                size.minMillis(),
                size.maxMillis(),
                lists.labelPairs(),
                size.refused(),
                counts(lists.seriesByMetricName()),
                counts(lists.valuesByLabelName()),
                counts(lists.bytesByLabelName()),
                counts(lists.seriesByLabelPair()));
    }

    private static List<Count> counts(List<IndexStatistics.Count> counts) {
        return counts.stream().map(each -> new Count(each.name(), each.value())).toList();
    }
}
