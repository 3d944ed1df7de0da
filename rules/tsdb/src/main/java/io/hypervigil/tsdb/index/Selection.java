package io.hypervigil.tsdb.index;

import io.hypervigil.promql.labels.Matcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the numbers of the series that fulfil all matchers. Begins with what names the fewest
 * series, and tries the rest on those only.
 *
 * <p>Thread: confined to the query.
 */
final class Selection {

    private static final int[] NONE = {};

    private final Generation<?> generation;
    private final int size;
    private final List<Postings> equal = new ArrayList<>();
    private final List<Matcher> others = new ArrayList<>();
    private boolean isImpossible;

    private Selection(Generation<?> generation, int size) {
        this.generation = generation;
        this.size = size;
    }

    /** Their numbers, ascending, below a size; those of series gone meanwhile may be among them. */
    static int[] select(Generation<?> generation, List<Matcher> matchers, int size) {
        var selection = new Selection(generation, size);
        matchers.forEach(selection::sort);
        return selection.isImpossible ? NONE : selection.run();
    }

    private void sort(Matcher matcher) {
        if (matcher.type() != Matcher.Type.EQUAL || matcher.value().isEmpty()) {
            others.add(matcher);
            return;
        }
        var postings = postings(matcher.name(), matcher.value());
        if (postings == null) {
            isImpossible = true;
        } else {
            equal.add(postings);
        }
    }

    private @Nullable Postings postings(String name, String value) {
        var label = generation.name(name);
        return label == null ? null : label.get(value);
    }

    private int[] run() {
        equal.sort(Comparator.comparingInt(Postings::size));
        int[] candidates = equal.isEmpty() ? start() : equal.getFirst().toArray();
        for (int i = 1; i < equal.size() && candidates.length > 0; i++) {
            candidates = equal.get(i).intersect(candidates);
        }
        return filter(candidates);
    }

    /** The series that one matcher finds which does not hold for a missing label, or all. */
    private int[] start() {
        var first =
                others.stream()
                        .filter(matcher -> !matcher.matchesEmpty())
                        .min(Comparator.comparingInt(this::cost))
                        .orElse(null);
        if (first == null) {
            var all = new int[size];
            Arrays.setAll(all, i -> i);
            return all;
        }
        others.remove(first);
        var label = generation.name(first.name());
        if (label == null) {
            return NONE;
        }
        var bits = new long[(size + 63) >>> 6];
        if (isList(first)) {
            for (var value : first.values()) {
                var postings = label.get(value);
                if (postings != null) {
                    postings.markIn(bits, size);
                }
            }
        } else {
            label.mark(first::matches, bits, size);
        }
        return numbers(bits);
    }

    private static boolean isList(Matcher matcher) {
        return matcher.type() == Matcher.Type.REGEX && !matcher.values().isEmpty();
    }

    /** How many values are looked at. */
    private int cost(Matcher matcher) {
        var label = generation.name(matcher.name());
        if (label == null) {
            return 0;
        }
        return isList(matcher)
                ? Math.min(matcher.values().size(), label.valueCount())
                : label.valueCount();
    }

    private static int[] numbers(long[] bits) {
        int count = 0;
        for (long word : bits) {
            count += Long.bitCount(word);
        }
        var numbers = new int[count];
        int at = 0;
        for (int word = 0; word < bits.length; word++) {
            for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
                numbers[at++] = (word << 6) + Long.numberOfTrailingZeros(rest);
            }
        }
        return numbers;
    }

    private int[] filter(int[] candidates) {
        var filters = others.stream().map(ValueFilter::new).toArray(ValueFilter[]::new);
        int kept = 0;
        for (int id : candidates) {
            var series = id < size ? generation.get(id) : null;
            if (series == null) {
                continue;
            }
            boolean isWanted = true;
            for (int i = 0; i < filters.length && isWanted; i++) {
                isWanted = filters[i].accepts(series.labels());
            }
            if (isWanted) {
                candidates[kept++] = id;
            }
        }
        return kept == candidates.length ? candidates : Arrays.copyOf(candidates, kept);
    }
}
