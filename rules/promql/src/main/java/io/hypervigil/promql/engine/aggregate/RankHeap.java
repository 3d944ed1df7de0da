package io.hypervigil.promql.engine.aggregate;

import java.util.Arrays;

/**
 * The best so many values of one group and step, the worst of them on top; NaN is worse than any
 * number. It is the heap of Go's library step by step, so that of equal values the same ones stay.
 *
 * <p>Thread: confined.
 */
final class RankHeap {

    private final boolean isSmallestOnTop;
    private double[] values = new double[4];
    private int[] ids = new int[4];
    private int size;

    RankHeap(boolean isSmallestOnTop) {
        this.isSmallestOnTop = isSmallestOnTop;
    }

    /** Takes a value if it is among the best {@code most}; says whether. */
    boolean offer(double value, int id, int most) {
        if (size < most) {
            push(value, id);
            return true;
        }
        boolean isBetter = isSmallestOnTop ? values[0] < value : values[0] > value;
        if (isBetter || (Double.isNaN(values[0]) && !Double.isNaN(value))) {
            values[0] = value;
            ids[0] = id;
            sink();
            return true;
        }
        return false;
    }

    private void push(double value, int id) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
            ids = Arrays.copyOf(ids, size * 2);
        }
        values[size] = value;
        ids[size] = id;
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (!isWorse(at, parent)) {
                break;
            }
            swap(at, parent);
            at = parent;
        }
    }

    private void sink() {
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && isWorse(child + 1, child)) {
                child++;
            }
            if (!isWorse(child, at)) {
                break;
            }
            swap(at, child);
            at = child;
        }
    }

    private boolean isWorse(int left, int right) {
        double value = values[left];
        if (Double.isNaN(value)) {
            return true;
        }
        return isSmallestOnTop ? value < values[right] : value > values[right];
    }

    private void swap(int left, int right) {
        double value = values[left];
        values[left] = values[right];
        values[right] = value;
        int id = ids[left];
        ids[left] = ids[right];
        ids[right] = id;
    }

    /** Brings the best to the front; equal ones stay as they are. The heap is then done with. */
    void sort() {
        for (int i = 1; i < size; i++) {
            for (int j = i; j > 0 && isBetter(j, j - 1); j--) {
                swap(j, j - 1);
            }
        }
    }

    private boolean isBetter(int left, int right) {
        return !Double.isNaN(values[left])
                && (Double.isNaN(values[right])
                        || (isSmallestOnTop
                                ? values[left] > values[right]
                                : values[left] < values[right]));
    }

    int size() {
        return size;
    }

    double value(int index) {
        return values[index];
    }

    int id(int index) {
        return ids[index];
    }
}
