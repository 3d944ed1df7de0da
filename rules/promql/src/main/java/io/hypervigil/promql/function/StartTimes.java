package io.hypervigil.promql.function;

import io.hypervigil.promql.storage.SampleBuffer;

/** What start timestamps say of two samples that follow each other. */
final class StartTimes {

    private StartTimes() {}

    /**
     * Whether the counting began anew between them. One that began when the sample before was taken
     * is a delta, or a cumulative series that does not know its start; the sample before tells
     * which.
     */
    private static boolean isReset(long startBefore, long millisBefore, long start, long millis) {
        boolean isKnown = start != 0 && start < millis;
        if (!isKnown || start < millisBefore) {
            return false;
        }
        return start > millisBefore || (startBefore != 0 && startBefore < millisBefore);
    }

    /** Whether a float's start says so of it and the one before. */
    static boolean isFloatReset(SampleBuffer samples, int before) {
        return samples.hasFloatStarts()
                && isReset(
                        samples.floatStartMillis(before),
                        samples.floatMillis()[before],
                        samples.floatStartMillis(before + 1),
                        samples.floatMillis()[before + 1]);
    }

    /** Whether a histogram's start says so of it and the one before. */
    static boolean isHistogramReset(SampleBuffer samples, int before) {
        return samples.hasHistogramStarts()
                && isReset(
                        samples.histogramStartMillis(before),
                        samples.histogramMillis()[before],
                        samples.histogramStartMillis(before + 1),
                        samples.histogramMillis()[before + 1]);
    }

    /** Whether a series began, before its first sample, in the range. */
    static boolean isWithin(Window window, long start, long firstMillis) {
        return start != 0 && start > window.startMillis() && start < firstMillis;
    }

    /** Whether a float and the one before count the same time twice; no healthy series does. */
    static boolean isFloatOverlap(SampleBuffer samples, int before) {
        return isOverlap(
                samples.floatStartMillis(before),
                samples.floatMillis()[before],
                samples.floatStartMillis(before + 1));
    }

    /** Whether a histogram and the one before count the same time twice. */
    static boolean isHistogramOverlap(SampleBuffer samples, int before) {
        return isOverlap(
                samples.histogramStartMillis(before),
                samples.histogramMillis()[before],
                samples.histogramStartMillis(before + 1));
    }

    private static boolean isOverlap(long startBefore, long millisBefore, long start) {
        return start != 0 && start < millisBefore && start != startBefore;
    }
}
