package io.hypervigil.tsdb.index;

import io.hypervigil.promql.labels.Labels;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the number of a series by its labels. Numbers in an open table: an eighth of a map's
 * memory.
 *
 * <p>Thread: confined.
 */
final class LabelsTable {

    private static final int FREE = -1;

    private int[] ids = free(64);
    private int used;

    private static int[] free(int size) {
        var ids = new int[size];
        Arrays.fill(ids, FREE);
        return ids;
    }

    /**
     * @param labelsOf the labels of a number, null where the series is gone
     * @return -1 where there is none
     */
    int find(Labels labels, IntFunction<@Nullable Labels> labelsOf) {
        int mask = ids.length - 1;
        for (int i = spread(labels) & mask; ids[i] != FREE; i = (i + 1) & mask) {
            var known = labelsOf.apply(ids[i]);
            if (known != null && known.equals(labels)) {
                return ids[i];
            }
        }
        return FREE;
    }

    /** Adds a number whose labels are not there yet. */
    void add(int id, Labels labels, IntFunction<@Nullable Labels> labelsOf) {
        if ((used + 1) * 4 > ids.length * 3) {
            grow(labelsOf);
        }
        put(id, labels);
    }

    private void put(int id, Labels labels) {
        int mask = ids.length - 1;
        int i = spread(labels) & mask;
        while (ids[i] != FREE) {
            i = (i + 1) & mask;
        }
        ids[i] = id;
        used++;
    }

    private void grow(IntFunction<@Nullable Labels> labelsOf) {
        var old = ids;
        ids = free(old.length * 2);
        used = 0;
        for (int id : old) {
            var labels = id == FREE ? null : labelsOf.apply(id);
            if (labels != null) {
                put(id, labels);
            }
        }
    }

    private static int spread(Labels labels) {
        int hash = labels.hashCode() * 0x9E3779B1;
        return hash ^ (hash >>> 15);
    }
}
