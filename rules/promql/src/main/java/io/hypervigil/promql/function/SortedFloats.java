package io.hypervigil.promql.function;

import java.util.Arrays;

/**
 * The floats of a window in the order of their values, kept from step to step: where the ranges of
 * a query overlap much, what leaves is taken out and what comes is put in, and nothing sorted anew.
 * NaNs are only counted, as the least.
 */
final class SortedFloats {

    /** As long as it moves by no more than this part of itself, a window is followed. */
    private static final int FOLLOWED_PART = 4;

    private double[] values = new double[64];
    private int count;
    private int nans;
    private int from;
    private int to;
    private boolean isSorted;

    /** Forgets everything, for another series. */
    void clear() {
        from = 0;
        to = 0;
        isSorted = false;
    }

    /** A quantile of the floats of a window, no earlier than the one before. */
    double quantile(double quantile, Window window) {
        if (!(quantile >= 0 && quantile <= 1)) {
            return Quantile.beyond(quantile);
        }
        int size = window.floatCount();
        long moved = (long) window.floatFrom() - from + window.floatTo() - to;
        if (moved * FOLLOWED_PART > size) {
            isSorted = false;
            remember(window);
            ensure(size);
            System.arraycopy(window.samples().floats(), from, values, 0, size);
            return Quantile.of(quantile, values, size);
        }
        if (isSorted) {
            follow(window);
        } else {
            sort(window);
        }
        double rank = quantile * (size - 1);
        int lower = (int) rank;
        return Quantile.interpolate(rank, at(lower), at(Math.min(size - 1, lower + 1)));
    }

    private double at(int rank) {
        return rank < nans ? Double.NaN : values[rank - nans];
    }

    private void sort(Window window) {
        remember(window);
        count = 0;
        nans = 0;
        ensure(to - from);
        var floats = window.samples().floats();
        for (int i = from; i < to; i++) {
            if (Double.isNaN(floats[i])) {
                nans++;
            } else {
                values[count++] = floats[i];
            }
        }
        Arrays.sort(values, 0, count);
        isSorted = true;
    }

    private void follow(Window window) {
        var floats = window.samples().floats();
        for (int i = from; i < window.floatFrom(); i++) {
            remove(floats[i]);
        }
        for (int i = to; i < window.floatTo(); i++) {
            add(floats[i]);
        }
        remember(window);
    }

    private void remove(double value) {
        if (Double.isNaN(value)) {
            nans--;
            return;
        }
        int at = Arrays.binarySearch(values, 0, count, value);
        count--;
        System.arraycopy(values, at + 1, values, at, count - at);
    }

    private void add(double value) {
        if (Double.isNaN(value)) {
            nans++;
            return;
        }
        ensure(count + 1);
        int found = Arrays.binarySearch(values, 0, count, value);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(values, at, values, at + 1, count - at);
        values[at] = value;
        count++;
    }

    private void remember(Window window) {
        from = window.floatFrom();
        to = window.floatTo();
    }

    private void ensure(int size) {
        if (values.length < size) {
            values = Arrays.copyOf(values, Math.max(size, values.length * 2));
        }
    }
}
