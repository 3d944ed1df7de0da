package io.hypervigil.promql.engine;

import io.hypervigil.promql.engine.row.Failure;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.engine.row.Row;
import io.hypervigil.promql.function.Window;
import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.value.Absent;
import io.hypervigil.promql.value.RangeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes series of rows. Those without gaps share the array of their times; rows of the same labels
 * are joined.
 *
 * <p>Thread: confined.
 */
final class SeriesCollector {

    private static final long[] NO_TIMES = {};
    private static final double[] NO_FLOATS = {};
    private static final FloatHistogram[] NO_HISTOGRAMS = {};

    private final Frame frame;
    private final Map<Labels, RangeSeries> series = new LinkedHashMap<>();
    private long @Nullable [] allTimes;

    SeriesCollector(Frame frame) {
        this.frame = frame;
    }

    List<RangeSeries> series() {
        return new ArrayList<>(series.values());
    }

    /** Adds what a row has; the row stays the caller's. */
    void add(Labels labels, Row row) {
        int count = frame.steps().count();
        int floats = 0;
        int histograms = 0;
        for (int i = 0; i < count; i++) {
            if (!Absent.is(row.values()[i])) {
                floats++;
            } else if (row.histogram(i) != null) {
                histograms++;
            }
        }
        frame.meter().hold(floats + histograms);
        frame.meter().spend(count);
        var added = histograms == 0 ? ofFloats(labels, row, floats) : ofBoth(labels, row, floats);
        series.merge(labels, added, SeriesCollector::join);
    }

    private RangeSeries ofFloats(Labels labels, Row row, int floats) {
        if (floats == frame.steps().count()) {
            return new RangeSeries(
                    labels, allTimes(), row.values().clone(), NO_TIMES, NO_HISTOGRAMS);
        }
        return ofBoth(labels, row, floats);
    }

    private long[] allTimes() {
        var times = allTimes;
        if (times == null) {
            times = new long[frame.steps().count()];
            Arrays.setAll(times, frame.steps()::millis);
            allTimes = times;
        }
        return times;
    }

    private RangeSeries ofBoth(Labels labels, Row row, int floats) {
        var floatMillis = new long[floats];
        var values = new double[floats];
        var histograms = new ArrayList<FloatHistogram>();
        var histogramMillis = new ArrayList<Long>();
        int f = 0;
        for (int i = 0; i < frame.steps().count(); i++) {
            var histogram = row.histogram(i);
            if (histogram != null) {
                histograms.add(histogram);
                histogramMillis.add(frame.steps().millis(i));
            } else if (!Absent.is(row.values()[i])) {
                floatMillis[f] = frame.steps().millis(i);
                values[f++] = row.values()[i];
            }
        }
        return new RangeSeries(
                labels,
                floatMillis,
                values,
                histogramMillis.stream().mapToLong(Long::longValue).toArray(),
                histograms.toArray(NO_HISTOGRAMS));
    }

    /** The samples of a window. */
    static RangeSeries of(Labels labels, Window window) {
        var samples = window.samples();
        int f = window.floatFrom();
        int h = window.histogramFrom();
        return new RangeSeries(
                labels,
                Arrays.copyOfRange(samples.floatMillis(), f, window.floatTo()),
                Arrays.copyOfRange(samples.floats(), f, window.floatTo()),
                Arrays.copyOfRange(samples.histogramMillis(), h, window.histogramTo()),
                Arrays.copyOfRange(samples.histograms(), h, window.histogramTo()));
    }

    private static RangeSeries join(RangeSeries first, RangeSeries second) {
        refuseOverlap(first, second);
        int floats = first.floats().length + second.floats().length;
        var floatMillis = merge(first.floatMillis(), second.floatMillis());
        var values = new double[floats];
        for (int i = 0; i < floats; i++) {
            int at = Arrays.binarySearch(first.floatMillis(), floatMillis[i]);
            values[i] =
                    at >= 0
                            ? first.floats()[at]
                            : second.floats()[indexOf(second.floatMillis(), floatMillis[i])];
        }
        var histogramMillis = merge(first.histogramMillis(), second.histogramMillis());
        var histograms = new FloatHistogram[histogramMillis.length];
        for (int i = 0; i < histograms.length; i++) {
            int at = Arrays.binarySearch(first.histogramMillis(), histogramMillis[i]);
            histograms[i] =
                    at >= 0
                            ? first.histograms()[at]
                            : second.histograms()[
                                    indexOf(second.histogramMillis(), histogramMillis[i])];
        }
        return new RangeSeries(
                first.labels(),
                floatMillis,
                floats == 0 ? NO_FLOATS : values,
                histogramMillis,
                histograms);
    }

    private static int indexOf(long[] times, long time) {
        return Arrays.binarySearch(times, time);
    }

    private static long[] merge(long[] first, long[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        Arrays.sort(all);
        return all;
    }

    private static void refuseOverlap(RangeSeries first, RangeSeries second) {
        for (long time : second.floatMillis()) {
            refuse(first, time);
        }
        for (long time : second.histogramMillis()) {
            refuse(first, time);
        }
    }

    private static void refuse(RangeSeries series, long time) {
        if (Arrays.binarySearch(series.floatMillis(), time) >= 0
                || Arrays.binarySearch(series.histogramMillis(), time) >= 0) {
            throw Failure.sameLabels();
        }
    }
}
