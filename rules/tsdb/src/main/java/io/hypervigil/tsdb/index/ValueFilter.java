package io.hypervigil.tsdb.index;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import java.util.HashMap;
import java.util.Map;

/**
 * Tries a matcher on the labels of candidates, a regular expression on each value once only.
 *
 * <p>Thread: confined to the query.
 */
final class ValueFilter {

    private final Matcher matcher;
    private final boolean isPlain;
    private final Map<String, Boolean> known = new HashMap<>();
    private String lastValue = "";
    private boolean lastResult;

    ValueFilter(Matcher matcher) {
        this.matcher = matcher;
        this.isPlain =
                matcher.type() == Matcher.Type.EQUAL || matcher.type() == Matcher.Type.NOT_EQUAL;
        this.lastResult = matcher.matchesEmpty();
    }

    @SuppressWarnings("ReferenceEquality") // Values are interned; where one is not, it is tried.
    boolean accepts(Labels labels) {
        var value = labels.get(matcher.name());
        if (value != lastValue) {
            lastResult =
                    isPlain
                            ? matcher.matches(value)
                            : known.computeIfAbsent(value, matcher::matches);
            lastValue = value;
        }
        return lastResult;
    }
}
