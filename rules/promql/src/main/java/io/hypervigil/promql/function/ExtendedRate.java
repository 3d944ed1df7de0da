package io.hypervigil.promql.function;

import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.value.Absent;

/**
 * {@code rate}, {@code increase} and {@code delta} of floats where samples beyond the range are
 * there too, so that nothing is guessed: {@code anchored} starts from the last sample before the
 * range, {@code smoothed} draws lines through both edges.
 */
final class ExtendedRate {

    private ExtendedRate() {}

    static double apply(Rate rate, Window window) {
        var times = window.samples().floatMillis();
        int first = first(window, times, window.floatFrom(), window.floatTo() - 1);
        int last = last(window, times, window.floatFrom(), window.floatTo() - 1);
        if (isBeside(window, times[first], times[last])) {
            return Absent.VALUE;
        }
        double left = left(rate, window, first);
        double right = right(rate, window, last);
        double change = right - left;
        if (rate.isCounter()) {
            change += lost(window, first, last, left, right);
        }
        return rate.isPerSecond() ? change / window.rangeSeconds() : change;
    }

    /** Where the samples begin that count: with the last one that is not within the range yet. */
    static int first(Window window, long[] times, int from, int to) {
        return Math.max(from, Window.firstAfter(times, from, to, window.startMillis()) - 1);
    }

    /** Where they end: when smoothed, with the first that is not before the end of the range. */
    static int last(Window window, long[] times, int from, int to) {
        return window.extension() == Extension.SMOOTHED
                ? Window.firstAfter(times, from, to, window.endMillis() - 1)
                : to;
    }

    /** Whether all samples lie to one side of the range. */
    static boolean isBeside(Window window, long firstMillis, long lastMillis) {
        return lastMillis <= window.startMillis()
                || (window.extension() == Extension.SMOOTHED && firstMillis > window.endMillis());
    }

    private static double left(Rate rate, Window window, int first) {
        var samples = window.samples();
        boolean isBefore = samples.floatMillis()[first] < window.startMillis();
        return window.extension() == Extension.SMOOTHED && isBefore
                ? between(samples, first, window.startMillis(), rate.isCounter())
                : samples.floats()[first];
    }

    private static double right(Rate rate, Window window, int last) {
        var samples = window.samples();
        boolean isBehind =
                last > window.floatFrom() && samples.floatMillis()[last] > window.endMillis();
        return window.extension() == Extension.SMOOTHED && isBehind
                ? between(samples, last - 1, window.endMillis(), rate.isCounter())
                : samples.floats()[last];
    }

    /**
     * The value at a time on the line from a sample to the next. A counter that fell in between is
     * taken to have begun at zero.
     */
    static double between(SampleBuffer samples, int before, long millis, boolean isCounter) {
        var times = samples.floatMillis();
        double from = samples.floats()[before];
        double to = samples.floats()[before + 1];
        if (isCounter && to < from) {
            from = 0;
        }
        return from + (to - from) * (millis - times[before]) / (times[before + 1] - times[before]);
    }

    /** What a counter had counted each time before it began anew. */
    private static double lost(Window window, int first, int last, double left, double right) {
        var times = window.samples().floatMillis();
        var values = window.samples().floats();
        int from = times[first] <= window.startMillis() ? first + 1 : first;
        int to = times[last] >= window.endMillis() ? last - 1 : last;
        double lost = 0;
        double before = left;
        for (int i = from; i <= to; i++) {
            if (values[i] < before) {
                lost += before;
            }
            before = values[i];
        }
        return right < before ? lost + before : lost;
    }
}
