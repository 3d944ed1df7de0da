package io.hypervigil.promql.function;

/** What is computed of all floats of a range; one at least. */
final class FloatsOverTime {

    private FloatsOverTime() {}

    static double sum(Window window) {
        var values = window.samples().floats();
        var sum = new KahanSum();
        for (int i = window.floatFrom(); i < window.floatTo(); i++) {
            sum.add(values[i]);
        }
        return Double.isInfinite(sum.total()) ? sum.total() : sum.value();
    }

    /** The sum by the count; where the sum leaves the range of numbers, the mean step by step. */
    static double average(Window window) {
        var values = window.samples().floats();
        int from = window.floatFrom();
        int to = window.floatTo();
        var sum = new KahanSum();
        for (int i = from; i < to; i++) {
            if (Double.isInfinite(sum.total() + values[i]) && i > from) {
                return incrementalMean(sum, values, from, i, to);
            }
            sum.add(values[i]);
        }
        sum.divide(to - from);
        return sum.value();
    }

    private static double incrementalMean(
            KahanSum sum, double[] values, int from, int summed, int to) {
        var mean = sum;
        mean.divide(summed - from);
        for (int i = summed; i < to; i++) {
            double count = i - from + 1;
            mean.multiply((count - 1) / count);
            mean.add(values[i] / count);
        }
        return mean.value();
    }

    static double max(Window window) {
        var values = window.samples().floats();
        double max = values[window.floatFrom()];
        for (int i = window.floatFrom() + 1; i < window.floatTo(); i++) {
            if (values[i] > max || Double.isNaN(max)) {
                max = values[i];
            }
        }
        return max;
    }

    static double min(Window window) {
        var values = window.samples().floats();
        double min = values[window.floatFrom()];
        for (int i = window.floatFrom() + 1; i < window.floatTo(); i++) {
            if (values[i] < min || Double.isNaN(min)) {
                min = values[i];
            }
        }
        return min;
    }

    /** When the last of the greatest floats was taken, in seconds. */
    static double timeOfMax(Window window) {
        var values = window.samples().floats();
        int max = window.floatFrom();
        for (int i = max + 1; i < window.floatTo(); i++) {
            if (values[i] >= values[max] || Double.isNaN(values[max])) {
                max = i;
            }
        }
        return window.samples().floatMillis()[max] / 1000.0;
    }

    /** When the last of the least floats was taken, in seconds. */
    static double timeOfMin(Window window) {
        var values = window.samples().floats();
        int min = window.floatFrom();
        for (int i = min + 1; i < window.floatTo(); i++) {
            if (values[i] <= values[min] || Double.isNaN(values[min])) {
                min = i;
            }
        }
        return window.samples().floatMillis()[min] / 1000.0;
    }

    /** The mean of the squared distances from the mean, in one pass as Welford has it. */
    static double variance(Window window) {
        var values = window.samples().floats();
        var mean = new KahanSum();
        var squares = new KahanSum();
        double count = 0;
        for (int i = window.floatFrom(); i < window.floatTo(); i++) {
            count++;
            double distance = values[i] - mean.value();
            mean.add(distance / count);
            squares.add(distance * (values[i] - mean.value()));
        }
        return squares.value() / count;
    }
}
