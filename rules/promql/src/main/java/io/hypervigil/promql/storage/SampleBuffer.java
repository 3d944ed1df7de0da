package io.hypervigil.promql.storage;

import io.hypervigil.promql.histogram.FloatHistogram;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series, floats and histograms apart, each in the order of time. Meant to be
 * cleared and used again for the next series.
 *
 * <p>The arrays are handed out as they are, for loops that run over millions of samples: valid up
 * to the count beside them, until the next change.
 *
 * <p>Thread: confined.
 */
public final class SampleBuffer {

    private static final int INITIAL_SAMPLES = 64;
    private static final long[] NO_TIMES = {};
    private static final FloatHistogram[] NO_HISTOGRAMS = {};

    private long[] floatMillis = new long[INITIAL_SAMPLES];
    private double[] floats = new double[INITIAL_SAMPLES];
    private int floatCount;

    private long[] histogramMillis = NO_TIMES;
    private FloatHistogram[] histograms = NO_HISTOGRAMS;
    private int histogramCount;

    // When the counting of a cumulative sample began; 0 where it is not known. Made when first set.
    private long @Nullable [] floatStartMillis;
    private long @Nullable [] histogramStartMillis;

    /** Forgets all samples. */
    public void clear() {
        floatCount = 0;
        Arrays.fill(histograms, 0, histogramCount, null);
        histogramCount = 0;
        floatStartMillis = null;
        histogramStartMillis = null;
    }

    /** Adds a float, later than every float before. */
    public void add(long millis, double value) {
        if (floatCount == floats.length) {
            growFloats(floatCount + 1);
        }
        floatMillis[floatCount] = millis;
        floats[floatCount++] = value;
    }

    /** Adds a float whose counting began at a time. */
    public void add(long millis, double value, long startMillis) {
        add(millis, value);
        if (floatStartMillis == null) {
            floatStartMillis = new long[floats.length];
        }
        floatStartMillis[floatCount - 1] = startMillis;
    }

    /** Adds a histogram, later than every histogram before. */
    public void add(long millis, FloatHistogram value) {
        if (histogramCount == histograms.length) {
            growHistograms();
        }
        histogramMillis[histogramCount] = millis;
        histograms[histogramCount++] = value;
    }

    /** Adds a histogram whose counting began at a time. */
    public void add(long millis, FloatHistogram value, long startMillis) {
        add(millis, value);
        if (histogramStartMillis == null) {
            histogramStartMillis = new long[histograms.length];
        }
        histogramStartMillis[histogramCount - 1] = startMillis;
    }

    /**
     * Makes room for floats that the caller writes into the arrays by itself, from {@link
     * #floatCount} on; {@link #addedFloats} says then how many there are.
     */
    public void ensureFloats(int more) {
        if (floatCount + more > floats.length) {
            growFloats(floatCount + more);
        }
    }

    /** See {@link #ensureFloats}. */
    public void addedFloats(int more) {
        floatCount += more;
    }

    /** Adds the latest of all samples of another buffer. */
    public void addLastOf(SampleBuffer other) {
        int f = other.floatCount - 1;
        int h = other.histogramCount - 1;
        if (h >= 0 && (f < 0 || other.histogramMillis[h] > other.floatMillis[f])) {
            add(other.histogramMillis[h], other.histograms[h], other.histogramStartMillis(h));
        } else if (f >= 0 && other.floatStartMillis == null) {
            add(other.floatMillis[f], other.floats[f]);
        } else if (f >= 0) {
            add(other.floatMillis[f], other.floats[f], other.floatStartMillis(f));
        }
    }

    /**
     * Takes staleness markers out, of floats and of histograms (a histogram whose sum is the
     * marker). A range of samples has none.
     */
    public void dropMarkers() {
        dropFloatMarkers();
        dropHistogramMarkers();
    }

    private void dropFloatMarkers() {
        int kept = 0;
        for (int i = 0; i < floatCount; i++) {
            if (Staleness.isMarker(floats[i])) {
                continue;
            }
            if (kept != i) {
                floatMillis[kept] = floatMillis[i];
                floats[kept] = floats[i];
                if (floatStartMillis != null) {
                    floatStartMillis[kept] = floatStartMillis[i];
                }
            }
            kept++;
        }
        floatCount = kept;
    }

    private void dropHistogramMarkers() {
        int kept = 0;
        for (int i = 0; i < histogramCount; i++) {
            if (Staleness.isMarker(histograms[i].sum())) {
                continue;
            }
            histogramMillis[kept] = histogramMillis[i];
            histograms[kept] = histograms[i];
            if (histogramStartMillis != null) {
                histogramStartMillis[kept] = histogramStartMillis[i];
            }
            kept++;
        }
        Arrays.fill(histograms, kept, histogramCount, null);
        histogramCount = kept;
    }

    private void growFloats(int least) {
        int capacity = Math.max(least, floats.length * 2);
        floatMillis = Arrays.copyOf(floatMillis, capacity);
        floats = Arrays.copyOf(floats, capacity);
        if (floatStartMillis != null) {
            floatStartMillis = Arrays.copyOf(floatStartMillis, capacity);
        }
    }

    private void growHistograms() {
        int capacity = Math.max(INITIAL_SAMPLES, histograms.length * 2);
        histogramMillis = Arrays.copyOf(histogramMillis, capacity);
        histograms = Arrays.copyOf(histograms, capacity);
        if (histogramStartMillis != null) {
            histogramStartMillis = Arrays.copyOf(histogramStartMillis, capacity);
        }
    }

    public int floatCount() {
        return floatCount;
    }

    /** When the floats were taken, in milliseconds since 1970. */
    public long[] floatMillis() {
        return floatMillis;
    }

    public double[] floats() {
        return floats;
    }

    public int histogramCount() {
        return histogramCount;
    }

    /** When the histograms were taken, in milliseconds since 1970. */
    public long[] histogramMillis() {
        return histogramMillis;
    }

    /** The histograms; not to be changed, a store may share them. */
    public FloatHistogram[] histograms() {
        return histograms;
    }

    /** Whether any float knows when its counting began. */
    public boolean hasFloatStarts() {
        return floatStartMillis != null;
    }

    /** Whether any histogram knows when its counting began. */
    public boolean hasHistogramStarts() {
        return histogramStartMillis != null;
    }

    /** When the counting of a float began, in milliseconds since 1970; 0 where it is not known. */
    public long floatStartMillis(int index) {
        return floatStartMillis == null ? 0 : floatStartMillis[index];
    }

    /** When the counting of a histogram began; 0 where it is not known. */
    public long histogramStartMillis(int index) {
        return histogramStartMillis == null ? 0 : histogramStartMillis[index];
    }
}
