package io.hypervigil.promql.script;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.Span;
import io.hypervigil.promql.storage.Staleness;
import java.util.Arrays;

/** What the suite takes for the same value: numbers that differ by a millionth of their sum. */
final class Likeness {

    private static final double TOLERANCE = 1e-6;

    private Likeness() {}

    static boolean of(double left, double right) {
        if (Staleness.isMarker(left) || Staleness.isMarker(right)) {
            return Staleness.isMarker(left) && Staleness.isMarker(right);
        }
        if (left == right || (Double.isNaN(left) && Double.isNaN(right))) {
            return true;
        }
        double sum = Math.abs(left) + Math.abs(right);
        double difference = Math.abs(left - right);
        if (left == 0 || right == 0 || sum < Double.MIN_NORMAL) {
            return difference < TOLERANCE * Double.MIN_NORMAL;
        }
        return difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
    }

    /** A point's hint counts only where the script names it. */
    static boolean of(Point expected, FloatHistogram actual) {
        return expected.histogram() != null
                && (!expected.namesHint() || expected.histogram().hint() == actual.hint())
                && of(expected.histogram().compact(), actual.compact());
    }

    private static boolean of(FloatHistogram left, FloatHistogram right) {
        return left.schema() == right.schema()
                && of(left.count(), right.count())
                && of(left.sum(), right.sum())
                && left.zeroThreshold() == right.zeroThreshold()
                && of(left.zeroCount(), right.zeroCount())
                && Arrays.equals(left.customBounds(), right.customBounds())
                && of(
                        left.positiveSpans(),
                        left.positiveBuckets(),
                        right.positiveSpans(),
                        right.positiveBuckets())
                && of(
                        left.negativeSpans(),
                        left.negativeBuckets(),
                        right.negativeSpans(),
                        right.negativeBuckets());
    }

    private static boolean of(Span[] leftSpans, double[] left, Span[] rightSpans, double[] right) {
        if (!Buckets.of(leftSpans, left).keySet().equals(Buckets.of(rightSpans, right).keySet())) {
            return false;
        }
        for (int i = 0; i < left.length; i++) {
            if (!of(left[i], right[i])) {
                return false;
            }
        }
        return true;
    }
}
