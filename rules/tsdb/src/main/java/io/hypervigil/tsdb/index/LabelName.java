package io.hypervigil.tsdb.index;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A name of a label, and its values with the series that have them.
 *
 * <p>Thread: one writer, any readers.
 */
final class LabelName {

    /** String, its bytes, node, place in the table, postings and their array: measured. */
    private static final int BYTES_A_VALUE = 148;

    private final String name;
    private final ConcurrentHashMap<String, Postings> values = new ConcurrentHashMap<>(2);

    LabelName(String name) {
        this.name = name;
    }

    /** The one text that stands for the name in all labels. */
    String name() {
        return name;
    }

    @Nullable Postings get(String value) {
        return values.get(value);
    }

    /** The postings of a value that is not there yet. */
    Postings add(String value) {
        var added = new Postings(value);
        values.put(value, added);
        return added;
    }

    Collection<Postings> values() {
        return values.values();
    }

    int valueCount() {
        return values.size();
    }

    /** Marks the series whose value fulfils a condition; each value is tried once. */
    void mark(Predicate<String> condition, long[] bits, int below) {
        for (var postings : values.values()) {
            if (condition.test(postings.value())) {
                postings.markIn(bits, below);
            }
        }
    }

    /** Memory of a new value, in bytes. */
    static int bytesOf(String value) {
        return BYTES_A_VALUE + value.length();
    }
}
