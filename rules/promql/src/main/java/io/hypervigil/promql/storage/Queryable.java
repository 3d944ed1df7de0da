package io.hypervigil.promql.storage;

import io.hypervigil.promql.labels.Matcher;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A store of series.
 *
 * <p>Thread: any; many queries at once, while samples are appended.
 */
public interface Queryable {

    /**
     * The series that fulfil every matcher and may have samples within a span of time, in the order
     * of their labels. Those without a sample there may be among them.
     *
     * @param matchers at least one
     * @param fromMillis of the span, since 1970, inclusive
     * @param toMillis of the span, inclusive
     */
    List<? extends StoredSeries> select(List<Matcher> matchers, long fromMillis, long toMillis);

    /**
     * The names of the labels of the series that fulfil every matcher, of all where there is none.
     */
    default SortedSet<String> labelNames(List<Matcher> matchers, long fromMillis, long toMillis) {
        var names = new TreeSet<String>();
        select(matchers, fromMillis, toMillis)
                .forEach(series -> series.labels().forEach((name, _) -> names.add(name)));
        return names;
    }

    /** The values that a label has among such series. */
    default SortedSet<String> labelValues(
            String name, List<Matcher> matchers, long fromMillis, long toMillis) {
        var values = new TreeSet<String>();
        select(matchers, fromMillis, toMillis)
                .forEach(series -> values.add(series.labels().get(name)));
        values.remove("");
        return values;
    }
}
