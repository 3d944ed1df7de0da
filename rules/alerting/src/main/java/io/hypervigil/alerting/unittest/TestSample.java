package io.hypervigil.alerting.unittest;

import io.hypervigil.alerting.unittest.TestFile.ExpectedSample;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.script.Point;
import io.hypervigil.promql.script.SeriesLine;
import io.hypervigil.promql.value.QueryValue;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A sample that came or must come.
 *
 * @param histogram as scripts write it; empty where it is a float
 */
record TestSample(Labels labels, double value, String histogram) {

    static TestSample of(QueryValue.Sample sample) {
        var histogram = sample.histogram();
        return histogram == null
                ? new TestSample(sample.labels(), sample.value(), "")
                : new TestSample(sample.labels(), 0, Point.of(histogram, true).toString());
    }

    /**
     * @throws IllegalArgumentException for what is none
     */
    static TestSample of(ExpectedSample sample) {
        var labels = sample.labels().isEmpty() ? Labels.EMPTY : SeriesLine.labels(sample.labels());
        if (sample.histogram().isEmpty()) {
            return new TestSample(labels, sample.value(), "");
        }
        var points = SeriesLine.parse("{} " + sample.histogram()).points();
        if (points.size() != 1) {
            throw new IllegalArgumentException("expected 1 value, got " + points.size());
        }
        if (points.getFirst().histogram() == null) {
            throw new IllegalArgumentException("expected histogram, got " + points.getFirst());
        }
        return new TestSample(labels, 0, points.getFirst().toString());
    }

    static List<TestSample> sorted(List<TestSample> samples) {
        return samples.stream().sorted(Comparator.comparing(TestSample::labels)).toList();
    }

    static boolean areAlike(List<TestSample> left, List<TestSample> right, boolean fuzzily) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).isLike(right.get(i), fuzzily)) {
                return false;
            }
        }
        return true;
    }

    private boolean isLike(TestSample other, boolean fuzzily) {
        return labels.equals(other.labels)
                && histogram.equals(other.histogram)
                && isLike(value, other.value, fuzzily);
    }

    private static boolean isLike(double left, double right, boolean fuzzily) {
        boolean isNeighbour = Math.nextUp(left) == right || Math.nextDown(left) == right;
        return left == right || (fuzzily && isNeighbour);
    }

    static String show(List<TestSample> samples) {
        return samples.isEmpty()
                ? "nil"
                : samples.stream().map(TestSample::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return labels.inBraces() + " " + (histogram.isEmpty() ? scientific(value) : histogram);
    }

    /** With one digit before the point and an exponent of at least two: {@code 1.5E+00}. */
    static String scientific(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Numbers.plain(value);
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0E+00" : "0E+00";
        }
        var digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        var all = digits.unscaledValue().abs().toString();
        int exponent = digits.precision() - digits.scale() - 1;
        int size = Math.abs(exponent);
        return (value < 0 ? "-" : "")
                + all.charAt(0)
                + (all.length() > 1 ? "." + all.substring(1) : "")
                + (exponent < 0 ? "E-" : "E+")
                + (size < 10 ? "0" : "")
                + size;
    }
}
