package io.hypervigil.web.api;

import java.util.stream.Stream;

/**
 * How much a client wants at most.
 *
 * @param count 0: all
 */
record Limit(int count) {

    /** The parameter {@code limit}; all where it is not given. */
    static Limit of(Parameters parameters) {
        var text = parameters.first("limit");
        if (text.isEmpty()) {
            return new Limit(0);
        }
        int count;
        try {
            count = Integers.parse(text);
        } catch (NumberFormatException e) {
            throw ApiFailure.parameter("limit", String.valueOf(e.getMessage()));
        }
        if (count < 0) {
            throw ApiFailure.parameter("limit", "limit must be non-negative");
        }
        return new Limit(count);
    }

    boolean isExceededBy(int size) {
        return count > 0 && size > count;
    }

    <T> Stream<T> of(Stream<T> all) {
        return count > 0 ? all.limit(count) : all;
    }
}
