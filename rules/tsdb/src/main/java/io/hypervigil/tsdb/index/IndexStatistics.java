package io.hypervigil.tsdb.index;

import io.hypervigil.promql.labels.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What an index has most of; each list begins with the most.
 *
 * @param labelPairs different pairs of name and value
 * @param seriesByMetricName series of a metric name
 * @param valuesByLabelName values of a label
 * @param bytesByLabelName characters of a label's values, counted for each series
 * @param seriesByLabelPair series of a {@code name=value}
 */
public record IndexStatistics(
        int labelPairs,
        List<Count> seriesByMetricName,
        List<Count> valuesByLabelName,
        List<Count> bytesByLabelName,
        List<Count> seriesByLabelPair) {

    /** A name and how much there is of it. */
    public record Count(String name, long value) {}

    static IndexStatistics of(Generation<?> generation, int top) {
        var metrics = new TopList(top);
        var values = new TopList(top);
        var bytes = new TopList(top);
        var pairs = new TopList(top);
        int labelPairs = 0;
        for (var name : generation.names()) {
            long used = 0;
            long length = 0;
            for (var value : name.values()) {
                long series = live(generation, value);
                used += series > 0 ? 1 : 0;
                length += series * value.value().length();
                pairs.offer(name.name(), value.value(), series);
                if (name.name().equals(Labels.NAME)) {
                    metrics.offer(value.value(), "", series);
                }
            }
            labelPairs += (int) used;
            values.offer(name.name(), "", used);
            bytes.offer(name.name(), "", length);
        }
        return new IndexStatistics(
                labelPairs, metrics.list(), values.list(), bytes.list(), pairs.list());
    }

    private static long live(Generation<?> generation, Postings postings) {
        int size = generation.size();
        long live = 0;
        for (int id : postings.toArray()) {
            live += id < size && generation.get(id) != null ? 1 : 0;
        }
        return live;
    }

    /** Keeps the greatest; a name is put together only where it is kept. */
    private static final class TopList {

        /** The least first: of two that are as great, the one whose name is later. */
        private static final Comparator<Count> ORDER =
                Comparator.comparingLong(Count::value)
                        .thenComparing(Count::name, Comparator.reverseOrder());

        private final int length;
        private final PriorityQueue<Count> kept = new PriorityQueue<>(ORDER);

        TopList(int length) {
            this.length = length;
        }

        void offer(String name, String value, long count) {
            if (count == 0 || (kept.size() == length && isLess(count))) {
                return;
            }
            kept.add(new Count(value.isEmpty() ? name : name + "=" + value, count));
            if (kept.size() > length) {
                kept.remove();
            }
        }

        private boolean isLess(long count) {
            var least = kept.peek();
            return least == null || count < least.value();
        }

        List<Count> list() {
            var list = new ArrayList<>(kept);
            list.sort(ORDER.reversed());
            return list;
        }
    }
}
