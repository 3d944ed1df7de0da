package io.hypervigil.promql.histogram;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A classic histogram of one time: how many observations are up to each bound. It can be filled
 * again and again.
 *
 * <p>Thread: confined.
 */
public final class ClassicHistogram {

    /** Counts that differ by less of their sum are taken to be meant to be the same. */
    private static final double TOLERANCE = 1e-12;

    private static final int INITIAL_BUCKETS = 16;

    /**
     * Counts that fell where they cannot, and were raised to the one before.
     *
     * @param minBound the lowest bound of a raised count
     * @param maxBound the highest one
     * @param maxDifference the most that one was raised by
     */
    public record Repair(double minBound, double maxBound, double maxDifference) {}

    private double[] bounds = new double[INITIAL_BUCKETS];
    private double[] counts = new double[INITIAL_BUCKETS];
    private int size;
    private boolean isSorted;
    private boolean isRepaired;
    private @Nullable Repair repair;

    /** Starts anew. */
    public void clear() {
        size = 0;
        isSorted = false;
        isRepaired = false;
        repair = null;
    }

    /** Adds a bucket; the counts of two of one bound add up. */
    public void add(double upperBound, double count) {
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        bounds[size] = upperBound;
        counts[size] = count;
        size++;
        isSorted = false;
        isRepaired = false;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** What {@link #quantile} had to repair since {@link #clear}; null for nothing. */
    public @Nullable Repair repair() {
        return repair;
    }

    /**
     * The value that a fraction of the observations is not above, observations taken to be spread
     * evenly within a bucket and the lowest bucket to begin at zero if it ends above it. Infinite
     * for a fraction outside 0 to 1; NaN for one that is no number, without a bucket up to +Inf and
     * another one, and without observations.
     */
    public double quantile(double fraction) {
        if (Double.isNaN(fraction)) {
            return Double.NaN;
        }
        if (fraction < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (fraction > 1) {
            return Double.POSITIVE_INFINITY;
        }
        sort();
        if (!hasLastBucket()) {
            return Double.NaN;
        }
        repairCounts();
        int last = size - 1;
        if (last == 0 || counts[last] == 0) {
            return Double.NaN;
        }
        double rank = fraction * counts[last];
        int bucket = firstWith(rank, last);
        if (bucket == last) {
            return bounds[last - 1];
        }
        if (bucket == 0) {
            return bounds[0] <= 0 ? bounds[0] : bounds[0] * (rank / counts[0]);
        }
        double below = counts[bucket - 1];
        double lower = bounds[bucket - 1];
        double inBucket = counts[bucket] - below;
        return lower + (bounds[bucket] - lower) * ((rank - below) / inBucket);
    }

    /** The first bucket that has so many up to its end, by halving as counts may be NaN. */
    private int firstWith(double rank, int last) {
        int low = 0;
        int high = last;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (counts[middle] >= rank) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean hasLastBucket() {
        return size > 0 && bounds[size - 1] == Double.POSITIVE_INFINITY;
    }

    /**
     * The fraction of the observations between two values, by the same assumptions: NaN without a
     * bucket up to +Inf, without observations and for a value that is no number.
     */
    public double fraction(double lower, double upper) {
        sort();
        if (!hasLastBucket()) {
            return Double.NaN;
        }
        double count = counts[size - 1];
        if (count == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
            return Double.NaN;
        }
        if (lower >= upper) {
            return 0;
        }
        double belowLower = Math.min(count, countBelow(lower));
        return (Math.min(count, countBelow(upper)) - belowLower) / count;
    }

    private double countBelow(double value) {
        double start = bounds[0] <= 0 ? Double.NEGATIVE_INFINITY : 0;
        double below = 0;
        for (int i = 0; i < size; i++) {
            if (start >= value) {
                return below;
            }
            if (bounds[i] > value) {
                return start == Double.NEGATIVE_INFINITY
                        ? counts[i]
                        : below + (counts[i] - below) * (value - start) / (bounds[i] - start);
            }
            below = counts[i];
            start = bounds[i];
        }
        return Double.POSITIVE_INFINITY;
    }

    private void sort() {
        if (isSorted) {
            return;
        }
        isSorted = true;
        // Shell's: buckets mostly come in order, and neither array has to be copied.
        for (int gap = size / 2; gap > 0; gap /= 2) {
            for (int i = gap; i < size; i++) {
                sink(i, gap);
            }
        }
        joinEqual();
    }

    private void sink(int from, int gap) {
        double bound = bounds[from];
        double count = counts[from];
        int to = from;
        while (to >= gap && bounds[to - gap] > bound) {
            bounds[to] = bounds[to - gap];
            counts[to] = counts[to - gap];
            to -= gap;
        }
        bounds[to] = bound;
        counts[to] = count;
    }

    private void joinEqual() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept > 0 && bounds[kept - 1] == bounds[i]) {
                counts[kept - 1] += counts[i];
            } else {
                bounds[kept] = bounds[i];
                counts[kept] = counts[i];
                kept++;
            }
        }
        size = kept;
    }

    private void repairCounts() {
        if (isRepaired) {
            return;
        }
        isRepaired = true;
        double before = counts[0];
        for (int i = 1; i < size; i++) {
            double count = counts[i];
            if (isNear(before, count)) {
                counts[i] = before;
            } else if (count < before) {
                counts[i] = before;
                note(bounds[i], before - count);
            } else {
                before = count;
            }
        }
    }

    private static boolean isNear(double one, double other) {
        if (one == other) {
            return true;
        }
        double sum = Math.abs(one) + Math.abs(other);
        double difference = Math.abs(one - other);
        if (one == 0 || other == 0 || sum < Double.MIN_NORMAL) {
            return difference < TOLERANCE * Double.MIN_NORMAL;
        }
        return difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
    }

    private void note(double bound, double difference) {
        var known = repair;
        repair =
                known == null
                        ? new Repair(bound, bound, difference)
                        : new Repair(
                                Math.min(known.minBound, bound),
                                Math.max(known.maxBound, bound),
                                Math.max(known.maxDifference, difference));
    }
}
