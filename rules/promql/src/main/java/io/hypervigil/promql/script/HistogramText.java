package io.hypervigil.promql.script;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.histogram.FloatHistogram.Span;
import io.hypervigil.promql.number.Numbers;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Native histograms as scripts write them: {@code {{schema:0 count:3 sum:5 buckets:[1 2]}}}. */
final class HistogramText {

    /**
     * What was read.
     *
     * @param namesHint whether a hint was written
     */
    record Read(FloatHistogram histogram, boolean namesHint) {}

    private static final Pattern FIELD = Pattern.compile("([a-z_]+):(\\[[^\\]]*]|\\S+)\\s*");

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

    private HistogramText() {}

    /**
     * Reads what stands between the braces.
     *
     * @throws IllegalArgumentException for what is none, with the reason
     */
    static Read read(String fields) {
        var text = new HistogramText();
        var rest = fields.strip();
        while (!rest.isEmpty()) {
            var field = FIELD.matcher(rest);
            if (!field.lookingAt()) {
                throw new IllegalArgumentException("no field of a histogram: " + rest);
            }
            text.set(field.group(1), field.group(2));
            rest = rest.substring(field.end());
        }
        return text.read();
    }

    private void set(String field, String value) {
        switch (field) {
            case "schema" -> schema = Integer.parseInt(value);
            case "sum" -> sum = Numbers.parse(value);
            case "count" -> count = Numbers.parse(value);
            case "z_bucket" -> zeroCount = Numbers.parse(value);
            case "z_bucket_w" -> zeroThreshold = Numbers.parse(value);
            case "custom_values" -> customBounds = numbers(value);
            case "buckets" -> positive = numbers(value);
            case "offset" -> positiveOffset = Integer.parseInt(value);
            case "n_buckets" -> negative = numbers(value);
            case "n_offset" -> negativeOffset = Integer.parseInt(value);
            case "counter_reset_hint" -> {
                hint = ResetHint.valueOf(value.toUpperCase(Locale.ROOT));
                namesHint = true;
            }
            default -> throw new IllegalArgumentException("no field of a histogram: " + field);
        }
    }

    private static double[] numbers(String list) {
        var inner = list.substring(1, list.length() - 1).strip();
        return inner.isEmpty()
                ? new double[0]
                : Arrays.stream(inner.split("\\s+", -1)).mapToDouble(Numbers::parse).toArray();
    }

    private Read read() {
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
