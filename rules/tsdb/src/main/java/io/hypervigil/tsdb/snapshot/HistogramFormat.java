package io.hypervigil.tsdb.snapshot;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.histogram.FloatHistogram.Span;
import java.io.IOException;

/** How a native histogram is written. */
final class HistogramFormat {

    private HistogramFormat() {}

    static void write(FloatHistogram histogram, SnapshotOutput out) throws IOException {
        out.octet(code(histogram.hint()));
        out.octet(histogram.schema());
        out.real(histogram.zeroThreshold());
        out.real(histogram.zeroCount());
        out.real(histogram.count());
        out.real(histogram.sum());
        writeSpans(histogram.positiveSpans(), out);
        writeReals(histogram.positiveBuckets(), out);
        writeSpans(histogram.negativeSpans(), out);
        writeReals(histogram.negativeBuckets(), out);
        writeReals(histogram.customBounds(), out);
    }

    private static int code(ResetHint hint) {
        return switch (hint) {
            case UNKNOWN -> 0;
            case RESET -> 1;
            case NOT_RESET -> 2;
            case GAUGE -> 3;
        };
    }

    private static ResetHint hint(int code) {
        return switch (code) {
            case 1 -> ResetHint.RESET;
            case 2 -> ResetHint.NOT_RESET;
            case 3 -> ResetHint.GAUGE;
            default -> ResetHint.UNKNOWN;
        };
    }

    private static void writeSpans(Span[] spans, SnapshotOutput out) throws IOException {
        out.number(spans.length);
        for (var span : spans) {
            out.number(span.offset() & 0xffff_ffffL);
            out.number(span.length());
        }
    }

    private static void writeReals(double[] reals, SnapshotOutput out) throws IOException {
        out.number(reals.length);
        for (double real : reals) {
            out.real(real);
        }
    }

    static FloatHistogram read(SnapshotInput in) throws IOException {
        var hint = hint(in.number("reset hint", 3));
        int schema = (byte) in.octet();
        double zeroThreshold = in.real();
        double zeroCount = in.real();
        double count = in.real();
        double sum = in.real();
        var positiveSpans = readSpans(in);
        var positiveBuckets = readBuckets(positiveSpans, in);
        var negativeSpans = readSpans(in);
        var negativeBuckets = readBuckets(negativeSpans, in);
        return new FloatHistogram(
                hint,
                schema,
                zeroThreshold,
                zeroCount,
                count,
                sum,
                positiveSpans,
                positiveBuckets,
                negativeSpans,
                negativeBuckets,
                readReals(in));
    }

    private static Span[] readSpans(SnapshotInput in) throws IOException {
        var spans = new Span[in.count("spans", 2)];
        for (int i = 0; i < spans.length; i++) {
            int offset = (int) in.number();
            spans[i] = new Span(offset, in.number("length of a span", Integer.MAX_VALUE));
        }
        return spans;
    }

    private static double[] readBuckets(Span[] spans, SnapshotInput in) throws IOException {
        var buckets = readReals(in);
        long expected = 0;
        for (var span : spans) {
            expected += span.length();
        }
        if (buckets.length != expected) {
            throw new SnapshotException(
                    buckets.length + " buckets in spans of " + expected + " buckets");
        }
        return buckets;
    }

    private static double[] readReals(SnapshotInput in) throws IOException {
        var reals = new double[in.count("floats", Double.BYTES)];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = in.real();
        }
        return reals;
    }
}
