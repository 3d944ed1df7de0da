package io.hypervigil.promql.histogram;

import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Histograms as the scripts of the test language have them: {@code {{schema:1 count:4 sum:5.5
 * z_bucket:1 z_bucket_w:0.001 offset:1 buckets:[1 0 2] n_buckets:[1]}}}, with {@code
 * custom_values:[5 10]} beside {@code schema:-53}, and {@code counter_reset_hint:gauge}.
 */
public final class HistogramLiteral {

    private HistogramLiteral() {}

    /**
     * Reads one.
     *
     * @param text with the braces
     * @throws IllegalArgumentException saying what is wrong, and with which part
     */
    public static FloatHistogram read(String text) {
        return new LiteralReader(text).read();
    }

    /** Writes one, in one row of buckets to each side. */
    public static String write(FloatHistogram histogram) {
        var parts = new ArrayList<String>();
        if (histogram.schema() != 0) {
            parts.add("schema:" + histogram.schema());
        }
        addUnlessZero(parts, "count", histogram.count());
        addUnlessZero(parts, "sum", histogram.sum());
        addUnlessZero(parts, "z_bucket", histogram.zeroCount());
        addUnlessZero(parts, "z_bucket_w", histogram.zeroThreshold());
        if (histogram.hasCustomBuckets()) {
            parts.add("custom_values:" + array(histogram.customBounds()));
        }
        if (histogram.hint() != ResetHint.UNKNOWN) {
            parts.add("counter_reset_hint:" + histogram.hint().name().toLowerCase(Locale.ROOT));
        }
        var compact = histogram.compact();
        addRow(parts, "", compact.positiveSpans(), compact.positiveBuckets());
        addRow(parts, "n_", compact.negativeSpans(), compact.negativeBuckets());
        return "{{" + String.join(" ", parts) + "}}";
    }

    private static void addUnlessZero(List<String> parts, String key, double value) {
        if (value != 0) {
            parts.add(key + ":" + ShortestNumber.of(value));
        }
    }

    private static void addRow(
            List<String> parts, String prefix, FloatHistogram.Span[] spans, double[] buckets) {
        if (buckets.length == 0) {
            return;
        }
        if (spans[0].offset() != 0) {
            parts.add(prefix + "offset:" + spans[0].offset());
        }
        int width = 0;
        for (int i = 0; i < spans.length; i++) {
            width += (i == 0 ? 0 : spans[i].offset()) + spans[i].length();
        }
        var row = new double[width];
        int place = 0;
        int bucket = 0;
        for (int i = 0; i < spans.length; i++) {
            place += i == 0 ? 0 : spans[i].offset();
            System.arraycopy(buckets, bucket, row, place, spans[i].length());
            place += spans[i].length();
            bucket += spans[i].length();
        }
        parts.add(prefix + "buckets:" + array(row));
    }

    private static String array(double[] values) {
        var numbers = new ArrayList<String>();
        for (double value : values) {
            numbers.add(ShortestNumber.of(value));
        }
        return "[" + String.join(" ", numbers) + "]";
    }

    /**
     * What {@code {{..}}+{{..}}x3} stands for: the first and, so many times, the one before with a
     * step added or subtracted.
     *
     * @throws IllegalArgumentException where the two cannot be combined
     */
    public static List<FloatHistogram> series(
            FloatHistogram first, FloatHistogram step, int times, boolean isAdded) {
        if (first.schema() > step.schema()) {
            throw new IllegalArgumentException(
                    "error combining histograms: cannot merge from schema "
                            + step.schema()
                            + " to "
                            + first.schema());
        }
        var series = new ArrayList<FloatHistogram>();
        series.add(first);
        var notes = new HistogramNotes();
        var current = first;
        for (int i = 0; i < times; i++) {
            var next = isAdded ? current.plus(step, notes) : current.minus(step, notes);
            if (next == null) {
                throw new IllegalArgumentException(
                        "cannot apply this operation on histograms with a mix of exponential and"
                                + " custom bucket schemas");
            }
            current = next;
            series.add(next);
        }
        return series;
    }
}
