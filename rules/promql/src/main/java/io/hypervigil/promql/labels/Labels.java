package io.hypervigil.promql.labels;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of labels in the order of their names; a label whose value is empty is not there.
 *
 * <p>Names and values may be any UTF-8 text. Two sets are equal where their labels are. The order
 * is that of Prometheus: label by label, name before value, a prefix before what is longer.
 *
 * <p>Thread: any; immutable.
 */
public final class Labels implements Comparable<Labels> {

    /** The label that holds the name of the metric. */
    public static final String NAME = "__name__";

    /** The upper bound of a bucket of a classic histogram. */
    public static final String BUCKET = "le";

    /** No labels. */
    public static final Labels EMPTY = new Labels(new String[0]);

    /** Name, value, name, value ... */
    private final String[] pairs;

    private int hash;

    private Labels(String[] pairs) {
        this.pairs = pairs;
    }

    /**
     * @param pairs name, value, name, value ..., in any order
     * @throws IllegalArgumentException for a name without a value or a name given twice
     */
    public static Labels of(String... pairs) {
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "a label without a value: " + Arrays.toString(pairs));
        }
        var sorted = new TreeMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (sorted.put(pairs[i], pairs[i + 1]) != null) {
                throw new IllegalArgumentException("label " + pairs[i] + " is there twice");
            }
        }
        return of(sorted);
    }

    /** The labels of a map. */
    public static Labels of(Map<String, String> labels) {
        var sorted =
                labels instanceof SortedMap<String, String> map && map.comparator() == null
                        ? map
                        : new TreeMap<>(labels);
        var pairs = new String[sorted.size() * 2];
        int length = 0;
        for (var label : sorted.entrySet()) {
            if (!label.getValue().isEmpty()) {
                pairs[length++] = label.getKey();
                pairs[length++] = label.getValue();
            }
        }
        return wrap(pairs, length);
    }

    /**
     * Takes the array as it is.
     *
     * @param pairs name, value, name, value ..., sorted by name, no name twice, no empty value; the
     *     caller keeps no hold of it
     */
    public static Labels ofSorted(String[] pairs) {
        return wrap(pairs, pairs.length);
    }

    private static Labels wrap(String[] pairs, int length) {
        if (length == 0) {
            return EMPTY;
        }
        return new Labels(length == pairs.length ? pairs : Arrays.copyOf(pairs, length));
    }

    /** Whether a label may have this name: any text of whole characters, but the empty one. */
    public static boolean isName(String name) {
        // Half a surrogate is no character; the parser keeps bytes that are of none so.
        return !name.isEmpty()
                && name.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    /** How many labels. */
    public int size() {
        return pairs.length / 2;
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /** The name of a label, by its place in the order of names. */
    public String name(int index) {
        return pairs[index * 2];
    }

    /** The value of a label, by its place in the order of names. */
    public String value(int index) {
        return pairs[index * 2 + 1];
    }

    /** The value of a label; empty where it is not there. */
    public String get(String name) {
        int index = indexOf(name);
        return index < 0 ? "" : value(index);
    }

    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** The name of the metric; empty where there is none. */
    public String metricName() {
        return get(NAME);
    }

    private int indexOf(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            // Interned names make this an identity check nearly always.
            if (pairs[i].equals(name)) {
                return i / 2;
            }
        }
        return -1;
    }

    /** Hands over each label in the order of names. */
    public void forEach(BiConsumer<String, String> label) {
        for (int i = 0; i < pairs.length; i += 2) {
            label.accept(pairs[i], pairs[i + 1]);
        }
    }

    /** Only the labels of these names. */
    public Labels keep(Collection<String> names) {
        return filter(names, true);
    }

    /** All but the labels of these names. */
    public Labels without(Collection<String> names) {
        return filter(names, false);
    }

    private Labels filter(Collection<String> names, boolean isKept) {
        var kept = new String[pairs.length];
        int length = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            if (names.contains(pairs[i]) == isKept) {
                kept[length++] = pairs[i];
                kept[length++] = pairs[i + 1];
            }
        }
        return length == pairs.length ? this : wrap(kept, length);
    }

    /** All but this label. */
    public Labels without(String name) {
        int index = indexOf(name);
        if (index < 0) {
            return this;
        }
        var rest = new String[pairs.length - 2];
        System.arraycopy(pairs, 0, rest, 0, index * 2);
        System.arraycopy(pairs, index * 2 + 2, rest, index * 2, rest.length - index * 2);
        return wrap(rest, rest.length);
    }

    /** With this label set to this value, or taken away where the value is empty. */
    public Labels with(String name, String value) {
        if (value.isEmpty()) {
            return without(name);
        }
        int at = 0;
        while (at < pairs.length && pairs[at].compareTo(name) < 0) {
            at += 2;
        }
        boolean isThere = at < pairs.length && pairs[at].equals(name);
        if (isThere && pairs[at + 1].equals(value)) {
            return this;
        }
        if (isThere) {
            var changed = pairs.clone();
            changed[at + 1] = value;
            return new Labels(changed);
        }
        var longer = new String[pairs.length + 2];
        System.arraycopy(pairs, 0, longer, 0, at);
        longer[at] = name;
        longer[at + 1] = value;
        System.arraycopy(pairs, at, longer, at + 2, pairs.length - at);
        return new Labels(longer);
    }

    /** A changeable copy in the order of names. */
    public SortedMap<String, String> toMap() {
        var map = new TreeMap<String, String>();
        forEach(map::put);
        return map;
    }

    @Override
    public int compareTo(Labels other) {
        int shorter = Math.min(pairs.length, other.pairs.length);
        for (int i = 0; i < shorter; i++) {
            int order = pairs[i].compareTo(other.pairs[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(pairs.length, other.pairs.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Labels labels
                && hashCode() == labels.hashCode()
                && Arrays.equals(pairs, labels.pairs);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = Arrays.hashCode(pairs);
            hash = known == 0 ? 1 : known;
            return hash;
        }
        return known;
    }

    /** As Prometheus writes labels in errors: {@code {__name__="up", job="a"}}. */
    public String inBraces() {
        return LabelText.inBraces(this);
    }

    /** As Prometheus writes a metric: {@code up{job="a"}}, or {@code {job="a"}} without a name. */
    @Override
    public String toString() {
        return LabelText.write(this);
    }
}
