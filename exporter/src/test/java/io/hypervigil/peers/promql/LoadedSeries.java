package io.hypervigil.peers.promql;

import io.hypervigil.promql.labels.Labels;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** A series that both sides are given. */
public final class LoadedSeries {

    private final Labels labels;
    private final long[] millis;
    private final double[] values;

    public LoadedSeries(Labels labels, long[] millis, double[] values) {
        this.labels = labels;
        this.millis = millis;
        this.values = values;
    }

    public Labels labels() {
        return labels;
    }

    public long[] millis() {
        return millis;
    }

    public double[] values() {
        return values;
    }

    /**
     * A series with a sample every so often, off the full second as samples of a scrape are; what
     * the function gives as {@link #GAP} is left out.
     */
    static LoadedSeries of(
            Labels labels,
            long startMillis,
            long stepMillis,
            int count,
            IntToDoubleFunction value) {
        // Spread by the labels, and never on the edge of a range that a query may name.
        long offset = 3 + Math.floorMod(labels.hashCode(), stepMillis / 2 - 7);
        var values = IntStream.range(0, count).mapToDouble(value).toArray();
        var kept = IntStream.range(0, count).filter(i -> !isGap(values[i])).toArray();
        return new LoadedSeries(
                labels,
                IntStream.of(kept).mapToLong(i -> startMillis + offset + i * stepMillis).toArray(),
                IntStream.of(kept).mapToDouble(i -> values[i]).toArray());
    }

    /** No sample. */
    static final double GAP = Double.longBitsToDouble(0x7ff8_0000_0000_0badL);

    private static boolean isGap(double value) {
        return Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(GAP);
    }
}
