package io.hypervigil.promql.script;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.script.Command.Expectation;
import io.hypervigil.promql.script.Command.Time;
import io.hypervigil.promql.value.QueryValue;
import io.hypervigil.promql.value.RangeSeries;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Compares the value of a query with the expected one. */
final class ResultCheck {

    private final Expectation expectation;

    /** The lines of the expectation by labels; the last of two with the same. */
    private final Map<Labels, Integer> places = new HashMap<>();

    ResultCheck(Expectation expectation) {
        this.expectation = expectation;
        for (int i = 0; i < expectation.series().size(); i++) {
            places.put(expectation.series().get(i).labels(), i);
        }
    }

    /**
     * Compares all but a matrix, whose times would not be known.
     *
     * @throws Mismatch where they differ
     */
    void check(QueryValue value) throws Mismatch {
        switch (value) {
            case QueryValue.Scalar scalar -> checkScalar(scalar.value());
            case QueryValue.Text text -> checkText(text.value());
            case QueryValue.Vector vector -> checkVector(vector);
            case QueryValue.Matrix matrix ->
                    checkMatrix(
                            matrix,
                            expectation
                                    .rangeTime()
                                    .orElseThrow(() -> new Mismatch("a range vector came")));
        }
    }

    private void checkScalar(double value) throws Mismatch {
        var expected =
                expectation
                        .scalar()
                        .orElseThrow(
                                () ->
                                        new Mismatch(
                                                "a scalar came, "
                                                        + Numbers.shortest(value)
                                                        + ", instead of series"));
        if (!Likeness.of(expected, value)) {
            throw new Mismatch(differ("", Numbers.shortest(expected), Numbers.shortest(value)));
        }
    }

    private void checkText(String value) throws Mismatch {
        if (!expectation.text().map(value::equals).orElse(false)) {
            throw new Mismatch(differ("", expectation.text().orElse("no text"), value));
        }
    }

    private void checkVector(QueryValue.Vector vector) throws Mismatch {
        refuseScalar();
        var seen = new HashSet<Labels>();
        int position = 0;
        for (var sample : vector.samples()) {
            int place = place(sample.labels());
            if (expectation.isOrdered() && place != position) {
                throw new Mismatch(
                        sample.labels() + " came at place " + position + " instead of " + place);
            }
            position++;
            checkSample(sample, expectation.series().get(place));
            seen.add(sample.labels());
        }
        refuseMissing(seen);
    }

    private static void checkSample(QueryValue.Sample sample, Series expected) throws Mismatch {
        var point = expected.points().isEmpty() ? Point.NONE : expected.points().getFirst();
        boolean isAlike =
                sample.histogram() == null
                        ? point.isFloat() && Likeness.of(point.value(), sample.value())
                        : Likeness.of(point, sample.histogram());
        if (!isAlike) {
            throw new Mismatch(differ(sample.labels() + " ", point.toString(), text(sample)));
        }
    }

    private static String text(QueryValue.Sample sample) {
        return sample.histogram() == null
                ? Numbers.shortest(sample.value())
                : HistogramText.write(sample.histogram());
    }

    /**
     * Compares a matrix.
     *
     * @param time of the expected points
     * @throws Mismatch where they differ
     */
    void checkMatrix(QueryValue.Matrix matrix, Time.Range time) throws Mismatch {
        refuseScalar();
        var seen = new HashSet<Labels>();
        for (var series : matrix.series()) {
            checkSeries(series, expectation.series().get(place(series.labels())), time);
            seen.add(series.labels());
        }
        refuseMissing(seen);
    }

    private static void checkSeries(RangeSeries actual, Series expected, Time.Range time)
            throws Mismatch {
        int floats = 0;
        int histograms = 0;
        long millis = time.startMillis();
        for (var point : expected.points()) {
            var where = expected.labels() + " at " + millis + " ms: ";
            if (millis > time.endMillis()) {
                throw new Mismatch(where + "more points are expected than there are steps");
            }
            if (point.isFloat()) {
                checkFloat(where, actual, floats++, millis, point);
            } else if (!point.isOmitted()) {
                checkHistogram(where, actual, histograms++, millis, point);
            }
            millis += time.stepMillis();
        }
        if (floats != actual.floats().length || histograms != actual.histograms().length) {
            throw new Mismatch(
                    expected.labels()
                            + ": "
                            + actual.floats().length
                            + " floats and "
                            + actual.histograms().length
                            + " histograms came instead of "
                            + floats
                            + " and "
                            + histograms);
        }
    }

    private static void checkFloat(
            String where, RangeSeries actual, int index, long millis, Point expected)
            throws Mismatch {
        if (index >= actual.floats().length || actual.floatMillis()[index] != millis) {
            throw new Mismatch(where + "no float came instead of " + expected);
        }
        double value = actual.floats()[index];
        if (!Likeness.of(expected.value(), value)) {
            throw new Mismatch(differ(where, expected.toString(), Numbers.shortest(value)));
        }
    }

    private static void checkHistogram(
            String where, RangeSeries actual, int index, long millis, Point expected)
            throws Mismatch {
        if (index >= actual.histograms().length || actual.histogramMillis()[index] != millis) {
            throw new Mismatch(where + "no histogram came instead of " + expected);
        }
        FloatHistogram histogram = actual.histograms()[index];
        if (!Likeness.of(expected, histogram)) {
            throw new Mismatch(differ(where, expected.toString(), HistogramText.write(histogram)));
        }
    }

    private int place(Labels labels) throws Mismatch {
        var place = places.get(labels);
        if (place == null) {
            throw new Mismatch(labels + " came, which is not expected");
        }
        return place;
    }

    private void refuseScalar() throws Mismatch {
        if (expectation.scalar().isPresent()) {
            throw new Mismatch("series came instead of a scalar");
        }
    }

    private void refuseMissing(Set<Labels> seen) throws Mismatch {
        for (var series : expectation.series()) {
            if (!seen.contains(series.labels()) && !isAllOmitted(series)) {
                throw new Mismatch(series.labels() + " " + series.points() + " did not come");
            }
        }
    }

    private static boolean isAllOmitted(Series series) {
        return series.points().stream().allMatch(Point::isOmitted);
    }

    private static String differ(String what, String expected, String actual) {
        return what + actual + " came instead of " + expected;
    }
}
