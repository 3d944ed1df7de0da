package io.hypervigil.promql.function;

import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.syntax.Expr.Extension;
import org.jspecify.annotations.Nullable;

/**
 * The samples that one series has in the range of one step: parts of a buffer, moved along from
 * step to step. No staleness markers are among them.
 *
 * <p>The range is open on the left and closed on the right. Where the selector is {@code anchored}
 * or {@code smoothed} the parts reach further: back by the lookback, and when smoothed also forward
 * by it.
 *
 * <p>Thread: confined.
 */
public final class Window {

    private final SampleBuffer samples;
    private final Extension extension;
    private int floatFrom;
    private int floatTo;
    private int histogramFrom;
    private int histogramTo;
    private long startMillis;
    private long endMillis;

    // Among the floats before "judged", the last that is lower than the one before it.
    private int lastDecrease;
    private int judged;

    private @Nullable SortedFloats sortedFloats;

    public Window(SampleBuffer samples, Extension extension) {
        this.samples = samples;
        this.extension = extension;
    }

    /** Starts anew, for the next series in the same buffer. */
    public void rewind() {
        floatFrom = 0;
        floatTo = 0;
        histogramFrom = 0;
        histogramTo = 0;
        lastDecrease = 0;
        judged = 0;
        if (sortedFloats != null) {
            sortedFloats.clear();
        }
    }

    /**
     * Moves to a later range.
     *
     * @param startMillis of the range that the query names, exclusive
     * @param endMillis of it, inclusive
     * @param beforeMillis how far before the start samples are wanted
     * @param behindMillis how far behind the end samples are wanted
     */
    public void moveTo(long startMillis, long endMillis, long beforeMillis, long behindMillis) {
        this.startMillis = startMillis;
        this.endMillis = endMillis;
        long after = startMillis - beforeMillis;
        long until = endMillis + behindMillis;
        var floats = samples.floatMillis();
        int floatCount = samples.floatCount();
        while (floatTo < floatCount && floats[floatTo] <= until) {
            floatTo++;
        }
        while (floatFrom < floatTo && floats[floatFrom] <= after) {
            floatFrom++;
        }
        var histograms = samples.histogramMillis();
        int histogramCount = samples.histogramCount();
        while (histogramTo < histogramCount && histograms[histogramTo] <= until) {
            histogramTo++;
        }
        while (histogramFrom < histogramTo && histograms[histogramFrom] <= after) {
            histogramFrom++;
        }
    }

    public SampleBuffer samples() {
        return samples;
    }

    /** Which samples beyond the range are there too. */
    public Extension extension() {
        return extension;
    }

    /** The first float's place in the buffer. */
    public int floatFrom() {
        return floatFrom;
    }

    /** The place behind the last float. */
    public int floatTo() {
        return floatTo;
    }

    /** How many floats. */
    public int floatCount() {
        return floatTo - floatFrom;
    }

    /** The first histogram's place in the buffer. */
    public int histogramFrom() {
        return histogramFrom;
    }

    /** The place behind the last histogram. */
    public int histogramTo() {
        return histogramTo;
    }

    /** How many histograms. */
    public int histogramCount() {
        return histogramTo - histogramFrom;
    }

    /**
     * Whether any float is lower than the one before it. Looks at each float once, however much the
     * ranges of a query overlap.
     */
    boolean hasDecrease() {
        var values = samples.floats();
        for (int i = Math.max(judged, floatFrom + 1); i < floatTo; i++) {
            if (values[i] < values[i - 1]) {
                lastDecrease = i;
            }
        }
        judged = floatTo;
        return lastDecrease > floatFrom;
    }

    /** The floats in the order of their values, made when first asked for. */
    SortedFloats sortedFloats() {
        var sorted = sortedFloats;
        if (sorted == null) {
            sorted = new SortedFloats();
            sortedFloats = sorted;
        }
        return sorted;
    }

    /** Of ascending times the first that is later, as its place; {@code to} where there is none. */
    static int firstAfter(long[] times, int from, int to, long millis) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] > millis) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    public boolean isEmpty() {
        return floatFrom == floatTo && histogramFrom == histogramTo;
    }

    /** Where the range begins, which is not within it. */
    public long startMillis() {
        return startMillis;
    }

    /** The last time within the range. */
    public long endMillis() {
        return endMillis;
    }

    /** How long the range is. */
    double rangeSeconds() {
        long millis = endMillis - startMillis;
        // Whole seconds apart, as Go has it: it may differ in the last digit.
        long whole = millis / 1000;
        return whole + millis % 1000 / 1000.0;
    }
}
