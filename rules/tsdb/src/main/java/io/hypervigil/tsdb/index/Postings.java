package io.hypervigil.tsdb.index;

import java.util.Arrays;

/**
 * The series that have one value of one label: their numbers, ascending, as series are numbered in
 * the order they come.
 *
 * <p>Thread: one writer, any readers.
 */
final class Postings {

    private final String value;
    private volatile int[] ids = {0};
    private volatile int size;

    Postings(String value) {
        this.value = value;
    }

    /** The one text that stands for the value in all labels. */
    String value() {
        return value;
    }

    /** Adds a number above all others. */
    void add(int id) {
        int count = size;
        var known = ids;
        if (count == known.length) {
            known = Arrays.copyOf(known, count < 4 ? count * 2 : count + (count >> 1));
        }
        known[count] = id;
        ids = known;
        size = count + 1;
    }

    int size() {
        return size;
    }

    /** A copy of them. */
    int[] toArray() {
        int count = size;
        return Arrays.copyOf(ids, count);
    }

    /** Those of an ascending array that are among these. */
    int[] intersect(int[] others) {
        int count = size;
        var own = ids;
        var common = new int[Math.min(count, others.length)];
        int found = 0;
        int i = 0;
        for (int id : others) {
            i = firstFrom(own, i, count, id);
            if (i == count) {
                break;
            }
            if (own[i] == id) {
                common[found++] = id;
            }
        }
        return Arrays.copyOf(common, found);
    }

    /** Goes on by ever longer steps: as quick for a few among many as for two of one length. */
    private static int firstFrom(int[] ids, int from, int to, int id) {
        int step = 1;
        int low = from;
        while (low + step < to && ids[low + step] < id) {
            low += step;
            step *= 2;
        }
        int high = Math.min(to, low + step + 1);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ids[middle] < id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Marks them in a set of bits that is long enough for those below a number. */
    void markIn(long[] bits, int below) {
        int count = size;
        var own = ids;
        for (int i = 0; i < count && own[i] < below; i++) {
            bits[own[i] >>> 6] |= 1L << own[i];
        }
    }
}
