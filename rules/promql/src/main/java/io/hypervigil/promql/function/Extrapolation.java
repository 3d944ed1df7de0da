package io.hypervigil.promql.function;

/**
 * Carries the change between the outermost samples on to the edges of the range. A series is taken
 * to go on to an edge where its next sample would be late there by a tenth at most, and to end half
 * a sample away otherwise.
 */
final class Extrapolation {

    private static final double TOLERATED_SPACING = 1.1;
    private static final double MILLIS_PER_SECOND = 1000;

    private Extrapolation() {}

    /**
     * How far before the first sample a counter was zero, in lengths of time between the samples:
     * it cannot have been below.
     *
     * @return infinite where that cannot be told
     */
    static double zeroDistance(double firstValue, double change) {
        return change > 0 && firstValue >= 0 ? firstValue / change : Double.POSITIVE_INFINITY;
    }

    /**
     * By what to multiply the change.
     *
     * @param times of at least two samples, which stand at {@code first} to {@code last}
     * @param zeroDistance see there; infinite for what may be below zero
     */
    static double factor(Window window, long[] times, int first, int last, double zeroDistance) {
        double toStart = seconds(window.startMillis(), times[first]);
        double sampled = seconds(times[first], times[last]);
        double spacing = sampled / (last - first);
        if (toStart >= spacing * TOLERATED_SPACING) {
            toStart = spacing / 2;
        }
        double toZero = sampled * zeroDistance;
        if (toZero < toStart) {
            toStart = toZero;
        }
        return (sampled + toStart + toEnd(window, times, last, spacing)) / sampled;
    }

    /**
     * By what to multiply the change since zero of a counter whose start lies in the range.
     *
     * @param startMillis before the first sample
     */
    static double factor(Window window, long[] times, int first, int last, long startMillis) {
        double spacing = first == last ? 0 : seconds(times[first], times[last]) / (last - first);
        double counted = seconds(startMillis, times[last]);
        return (counted + toEnd(window, times, last, spacing)) / counted;
    }

    private static double toEnd(Window window, long[] times, int last, double spacing) {
        double toEnd = seconds(times[last], window.endMillis());
        return toEnd >= spacing * TOLERATED_SPACING ? spacing / 2 : toEnd;
    }

    private static double seconds(long fromMillis, long toMillis) {
        return (toMillis - fromMillis) / MILLIS_PER_SECOND;
    }
}
