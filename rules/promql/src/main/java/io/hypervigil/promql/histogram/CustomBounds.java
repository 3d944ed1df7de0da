package io.hypervigil.promql.histogram;

import java.util.Arrays;

/** The bounds of custom buckets: the upper ones of all but the last, which has none. */
final class CustomBounds {

    private CustomBounds() {}

    static boolean match(double[] bounds, double[] others) {
        if (bounds == others) {
            return true;
        }
        if (bounds.length != others.length) {
            return false;
        }
        for (int i = 0; i < bounds.length; i++) {
            if (bounds[i] != others[i]) {
                return false;
            }
        }
        return true;
    }

    /** Those that both have. */
    static double[] intersect(double[] bounds, double[] others) {
        var common = new double[Math.min(bounds.length, others.length)];
        int count = 0;
        int i = 0;
        int k = 0;
        while (i < bounds.length && k < others.length) {
            if (bounds[i] == others[k]) {
                common[count++] = bounds[i];
                i++;
                k++;
            } else if (bounds[i] < others[k]) {
                i++;
            } else {
                k++;
            }
        }
        return Arrays.copyOf(common, count);
    }

    /**
     * The bucket of fewer bounds that a bucket falls into.
     *
     * @param from a bucket that is not too high, where the search begins
     */
    static int position(int index, double[] bounds, double[] fewer, int from) {
        if (index < 0 || index >= bounds.length) {
            return fewer.length;
        }
        int position = from;
        while (position < fewer.length && fewer[position] < bounds[index]) {
            position++;
        }
        return position;
    }

    static double upper(int index, double[] bounds) {
        if (index >= bounds.length) {
            return Double.POSITIVE_INFINITY;
        }
        return index < 0 ? Double.NEGATIVE_INFINITY : bounds[index];
    }
}
