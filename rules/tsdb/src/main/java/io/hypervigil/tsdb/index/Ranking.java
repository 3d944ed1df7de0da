package io.hypervigil.tsdb.index;

import io.hypervigil.promql.labels.Labels;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The order of the series by their labels, so that no query has to sort: made anew from the one
 * before when series have come.
 *
 * <p>Thread: any; immutable.
 */
final class Ranking {

    static final Ranking EMPTY = new Ranking(new int[0], new int[0]);

    /** Numbers in the order of labels. */
    private final int[] ids;

    /** The rank of each number; of one that was gone already it has no meaning. */
    private final int[] ranks;

    private Ranking(int[] ids, int[] ranks) {
        this.ids = ids;
        this.ranks = ranks;
    }

    private record Entry(int id, Labels labels) {}

    /** Of numbers from 0 on that are in order. */
    static Ranking ofSorted(int size) {
        var same = new int[size];
        Arrays.setAll(same, i -> i);
        return new Ranking(same, same);
    }

    /** How many numbers it knows. */
    int size() {
        return ranks.length;
    }

    /** A ranking that knows all numbers below a size. */
    Ranking with(int size, IntFunction<@Nullable Labels> labelsOf) {
        var fresh = fresh(size, labelsOf);
        var merged = new int[ids.length + fresh.length];
        var newRanks = new int[size];
        int known = 0;
        int next = 0;
        int count = 0;
        while (known < ids.length || next < fresh.length) {
            var labels = known < ids.length ? labelsOf.apply(ids[known]) : null;
            if (known < ids.length && labels == null) {
                known++;
                continue;
            }
            boolean isKnown =
                    labels != null
                            && (next == fresh.length || labels.compareTo(fresh[next].labels) < 0);
            int id = isKnown ? ids[known++] : fresh[next++].id;
            newRanks[id] = count;
            merged[count++] = id;
        }
        return new Ranking(Arrays.copyOf(merged, count), newRanks);
    }

    private Entry[] fresh(int size, IntFunction<@Nullable Labels> labelsOf) {
        var fresh = new Entry[size - ranks.length];
        int count = 0;
        for (int id = ranks.length; id < size; id++) {
            var labels = labelsOf.apply(id);
            if (labels != null) {
                fresh[count++] = new Entry(id, labels);
            }
        }
        var found = Arrays.copyOf(fresh, count);
        Arrays.sort(found, Comparator.comparing(Entry::labels));
        return found;
    }

    /**
     * Puts numbers into the order of labels.
     *
     * @param selected numbers of series that were there when the ranking was made
     */
    void sort(int[] selected) {
        var bits = new long[(ids.length + 63) >>> 6];
        for (int id : selected) {
            bits[ranks[id] >>> 6] |= 1L << ranks[id];
        }
        int count = 0;
        for (int word = 0; word < bits.length; word++) {
            for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
                selected[count++] = ids[(word << 6) + Long.numberOfTrailingZeros(rest)];
            }
        }
    }

    /** Hands over the numbers in order, those gone meanwhile among them. */
    void forEach(IntConsumer id) {
        for (int each : ids) {
            id.accept(each);
        }
    }
}
