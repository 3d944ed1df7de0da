package io.hypervigil.promql.histogram;

import io.hypervigil.promql.histogram.FloatHistogram.Span;
import java.util.Arrays;

/**
 * The buckets of one side of a histogram by index, ascending, while they are calculated with: each
 * with its count and with what rounding took from it.
 *
 * <p>Thread: confined.
 */
final class BucketRow {

    private static final int SPARE = 4;

    private int[] indices = {};
    private double[] counts = {};
    private double[] losses = {};
    private int size;

    /** Takes the buckets of a side; losses are none. */
    void load(Span[] spans, double[] buckets) {
        size = 0;
        ensure(buckets.length);
        int index = 0;
        for (var span : spans) {
            index += span.offset();
            int end = Math.min(buckets.length, size + span.length());
            while (size < end) {
                indices[size++] = index++;
            }
        }
        System.arraycopy(buckets, 0, counts, 0, size);
        Arrays.fill(losses, 0, size, 0);
    }

    private void ensure(int capacity) {
        if (capacity > indices.length) {
            indices = Arrays.copyOf(indices, capacity + SPARE);
            counts = Arrays.copyOf(counts, capacity + SPARE);
            losses = Arrays.copyOf(losses, capacity + SPARE);
        }
    }

    int size() {
        return size;
    }

    int index(int position) {
        return indices[position];
    }

    double count(int position) {
        return counts[position];
    }

    double loss(int position) {
        return losses[position];
    }

    /** Adds to a bucket. */
    private void increase(int position, double value) {
        double before = counts[position];
        double sum = before + value;
        losses[position] = Kahan.loss(before, value, sum, losses[position]);
        counts[position] = sum;
    }

    /** Merges buckets to those of a coarser schema. */
    void reduce(int schemaDifference) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int target = ExponentialBounds.coarser(indices[i], schemaDifference);
            double loss = losses[i];
            if (kept > 0 && indices[kept - 1] == target) {
                increase(kept - 1, counts[i]);
                increase(kept - 1, loss);
            } else {
                indices[kept] = target;
                counts[kept] = counts[i];
                losses[kept] = loss;
                kept++;
            }
        }
        size = kept;
    }

    /** Adds the buckets of another from a position on, each times 1 or -1. */
    void add(BucketRow other, int from, double sign) {
        int missing = missing(other, from);
        if (missing > 0) {
            makeRoom(other, from, missing);
        }
        int here = 0;
        for (int there = from; there < other.size; there++) {
            while (indices[here] != other.indices[there]) {
                here++;
            }
            increase(here, sign * other.counts[there]);
            if (other.losses[there] != 0) {
                increase(here, sign * other.losses[there]);
            }
        }
    }

    private int missing(BucketRow other, int from) {
        int missing = 0;
        int here = 0;
        for (int there = from; there < other.size; there++) {
            while (here < size && indices[here] < other.indices[there]) {
                here++;
            }
            missing += here < size && indices[here] == other.indices[there] ? 0 : 1;
        }
        return missing;
    }

    /** Inserts empty buckets where only the other has some, from the end on. */
    private void makeRoom(BucketRow other, int from, int missing) {
        ensure(size + missing);
        int here = size - 1;
        int there = other.size - 1;
        int to = size + missing - 1;
        while (there >= from) {
            boolean isHere = here >= 0 && indices[here] >= other.indices[there];
            if (isHere && indices[here] == other.indices[there]) {
                there--;
            }
            indices[to] = isHere ? indices[here] : other.indices[there];
            counts[to] = isHere ? counts[here] : 0;
            losses[to] = isHere ? losses[here] : 0;
            to--;
            here -= isHere ? 1 : 0;
            there -= isHere ? 0 : 1;
        }
        size += missing;
    }

    /** Moves each bucket to where it falls in fewer bounds. */
    void mapTo(double[] bounds, double[] fewer) {
        int kept = 0;
        int target = 0;
        for (int i = 0; i < size; i++) {
            target = CustomBounds.position(indices[i], bounds, fewer, target);
            double count = counts[i];
            double loss = losses[i];
            if (kept == 0 || indices[kept - 1] != target) {
                indices[kept] = target;
                counts[kept] = 0;
                losses[kept] = 0;
                kept++;
            }
            increase(kept - 1, count);
            increase(kept - 1, loss);
        }
        size = kept;
    }

    /** Takes away the first buckets, and of the others those that are empty. */
    void keepPopulated(int from) {
        int kept = 0;
        for (int i = from; i < size; i++) {
            if (counts[i] != 0) {
                move(i, kept++);
            }
        }
        size = kept;
    }

    /** Takes away buckets that have neither a count nor a loss. */
    void dropVoid() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (counts[i] != 0 || losses[i] != 0) {
                move(i, kept++);
            }
        }
        size = kept;
    }

    private void move(int from, int to) {
        indices[to] = indices[from];
        counts[to] = counts[from];
        losses[to] = losses[from];
    }

    void multiply(double factor) {
        for (int i = 0; i < size; i++) {
            counts[i] *= factor;
            losses[i] *= factor;
        }
    }

    void divide(double divisor) {
        for (int i = 0; i < size; i++) {
            counts[i] /= divisor;
            losses[i] /= divisor;
        }
    }

    /** The largest count, or its negative, if it is larger. */
    double largest(double largestElsewhere) {
        double largest = largestElsewhere;
        for (int i = 0; i < size; i++) {
            largest = Largest.of(largest, counts[i]);
        }
        return largest;
    }

    /** The counts without what was lost. */
    double[] roundedCounts() {
        return Arrays.copyOf(counts, size);
    }

    /** The counts, divided. */
    double[] exactCounts(double divisor) {
        var exact = new double[size];
        for (int i = 0; i < size; i++) {
            exact[i] = counts[i] / divisor + losses[i] / divisor;
        }
        return exact;
    }

    /** Where the buckets are. */
    Span[] spans() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += i == 0 || indices[i] != indices[i - 1] + 1 ? 1 : 0;
        }
        var spans = new Span[count];
        int start = 0;
        int free = 0;
        for (int s = 0; s < count; s++) {
            int end = start + 1;
            while (end < size && indices[end] == indices[end - 1] + 1) {
                end++;
            }
            spans[s] = new Span(indices[start] - free, end - start);
            free = indices[end - 1] + 1;
            start = end;
        }
        return spans;
    }

    BucketRow copy() {
        var copy = new BucketRow();
        copy.indices = Arrays.copyOf(indices, size);
        copy.counts = Arrays.copyOf(counts, size);
        copy.losses = Arrays.copyOf(losses, size);
        copy.size = size;
        return copy;
    }

    /** Spans without empty ones, and with those joined that touch. */
    static Span[] joined(Span[] spans) {
        int length = 0;
        for (var span : spans) {
            length += span.length();
        }
        var row = new BucketRow();
        row.load(spans, new double[length]);
        return row.spans();
    }
}
