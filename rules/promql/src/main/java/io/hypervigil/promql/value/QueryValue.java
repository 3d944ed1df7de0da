package io.hypervigil.promql.value;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value of a query. */
public sealed interface QueryValue {

    /** A number at a time. */
    record Scalar(long millis, double value) implements QueryValue {}

    /** A text at a time. */
    record Text(long millis, String value) implements QueryValue {}

    /** Samples of one time, in the order that the query gives them. */
    record Vector(List<Sample> samples) implements QueryValue {}

    /** Series with samples over time, in the order of their labels. */
    record Matrix(List<RangeSeries> series) implements QueryValue {}

    /**
     * One sample of a series.
     *
     * @param millis since 1970
     * @param value the float; without meaning where there is a histogram
     * @param histogram the histogram, where it is one
     */
    record Sample(Labels labels, long millis, double value, @Nullable FloatHistogram histogram) {}
}
