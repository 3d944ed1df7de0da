package io.hypervigil.promql.script;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.histogram.FloatHistogram.Span;
import io.hypervigil.promql.number.Numbers;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Native histograms as scripts write them: {@code {{schema:0 count:3 sum:5 buckets:[1 2]}}}. */
final class HistogramText {

    /**
     * What was read.
     *
     * @param namesHint whether a hint was written
     */
    record Read(FloatHistogram histogram, boolean namesHint) {}

    private ResetHint hint = ResetHint.UNKNOWN;
    private boolean namesHint;
    private int schema;
    private double zeroThreshold;
    private double zeroCount;
    private double count;
    private double sum;
    private int positiveOffset;
    private double[] positive = {};
    private int negativeOffset;
    private double[] negative = {};
    private double[] customBounds = {};

    private final Set<String> seen = new HashSet<>();

    void set(String field, double value) {
        setOnce(field);
        switch (field) {
            case "sum" -> sum = value;
            case "count" -> count = value;
            case "z_bucket" -> zeroCount = value;
            case "z_bucket_w" -> zeroThreshold = value;
            default -> throw new IllegalArgumentException("no field of a histogram: " + field);
        }
    }

    void set(String field, int value) {
        setOnce(field);
        switch (field) {
            case "schema" -> schema = value;
            case "offset" -> positiveOffset = value;
            case "n_offset" -> negativeOffset = value;
            default -> throw new IllegalArgumentException("no field of a histogram: " + field);
        }
    }

    void set(String field, double[] values) {
        setOnce(field);
        switch (field) {
            case "custom_values" -> customBounds = values;
            case "buckets" -> positive = values;
            case "n_buckets" -> negative = values;
            default -> throw new IllegalArgumentException("no field of a histogram: " + field);
        }
    }

    void setHint(String name) {
        setOnce("counter_reset_hint");
        hint = ResetHint.valueOf(name.toUpperCase(Locale.ROOT));
        namesHint = true;
    }

    private void setOnce(String field) {
        if (!seen.add(field)) {
            throw new IllegalArgumentException("duplicate key \"" + field + "\" in histogram");
        }
    }

    Read read() {
        var histogram =
                new FloatHistogram(
                        hint,
                        schema,
                        zeroThreshold,
                        zeroCount,
                        count,
                        sum,
                        spans(positiveOffset, positive),
                        positive,
                        spans(negativeOffset, negative),
                        negative,
                        customBounds);
        return new Read(histogram, namesHint);
    }

    private static Span[] spans(int offset, double[] buckets) {
        return buckets.length == 0 ? new Span[0] : new Span[] {new Span(offset, buckets.length)};
    }

    /** As Prometheus' own errors show it: fields of no weight left out. */
    static String write(FloatHistogram histogram) {
        var text = new StringBuilder("{{");
        if (histogram.schema() != 0) {
            text.append("schema:").append(histogram.schema()).append(' ');
        }
        append(text, "count", histogram.count());
        append(text, "sum", histogram.sum());
        append(text, "z_bucket", histogram.zeroCount());
        append(text, "z_bucket_w", histogram.zeroThreshold());
        append(text, "custom_values", histogram.customBounds());
        if (histogram.hint() != ResetHint.UNKNOWN) {
            text.append("counter_reset_hint:")
                    .append(histogram.hint().name().toLowerCase(Locale.ROOT))
                    .append(' ');
        }
        append(text, "", histogram.positiveSpans(), histogram.positiveBuckets());
        append(text, "n_", histogram.negativeSpans(), histogram.negativeBuckets());
        return text.toString().strip() + "}}";
    }

    private static void append(StringBuilder text, String field, double value) {
        if (value != 0) {
            text.append(field).append(':').append(Numbers.shortest(value)).append(' ');
        }
    }

    private static void append(StringBuilder text, String field, double[] values) {
        if (values.length > 0) {
            text.append(field).append(":[");
            for (int i = 0; i < values.length; i++) {
                text.append(i > 0 ? " " : "").append(Numbers.shortest(values[i]));
            }
            text.append("] ");
        }
    }

    private static void append(StringBuilder text, String prefix, Span[] spans, double[] buckets) {
        var side = Buckets.of(spans, buckets);
        if (side.isEmpty()) {
            return;
        }
        int first = side.firstKey();
        if (first != 0) {
            text.append(prefix).append("offset:").append(first).append(' ');
        }
        var filled = new double[side.lastKey() - first + 1];
        side.forEach((index, count) -> filled[index - first] = count);
        append(text, prefix + "buckets", filled);
    }
}
