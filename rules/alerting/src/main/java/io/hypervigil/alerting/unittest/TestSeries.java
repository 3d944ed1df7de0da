package io.hypervigil.alerting.unittest;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.script.ResetHints;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import io.hypervigil.promql.storage.StoredSeries;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One series of a test, in the order of time. Thread: confined. */
final class TestSeries implements StoredSeries {

    private final Labels labels;
    private final ResetHints hints = new ResetHints();
    private long[] millis = new long[16];
    private double[] values = new double[16];
    private @Nullable FloatHistogram[] histograms = new FloatHistogram[0];
    private int count;

    TestSeries(Labels labels) {
        this.labels = labels;
    }

    @Override
    public Labels labels() {
        return labels;
    }

    /**
     * @return why it is refused, with Prometheus' text
     */
    Optional<String> append(long time, double value, @Nullable FloatHistogram histogram) {
        var kept =
                histogram == null && Staleness.isMarker(value) && endsInHistogram()
                        ? FloatHistogram.ofSum(value)
                        : histogram;
        if (count > 0 && time == millis[count - 1]) {
            return isLast(value, kept)
                    ? Optional.empty()
                    : Optional.of("duplicate sample for timestamp");
        }
        if (count > 0 && time < millis[count - 1]) {
            return Optional.of("out of order sample");
        }
        add(time, value, kept == null ? hints.ofFloat() : hints.of(kept));
        return Optional.empty();
    }

    private boolean endsInHistogram() {
        return count > 0 && histogram(count - 1) != null;
    }

    private boolean isLast(double value, @Nullable FloatHistogram histogram) {
        return histogram == null
                && histogram(count - 1) == null
                && Double.doubleToRawLongBits(value)
                        == Double.doubleToRawLongBits(values[count - 1]);
    }

    private void add(long time, double value, @Nullable FloatHistogram histogram) {
        if (count == millis.length) {
            millis = Arrays.copyOf(millis, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        if (histogram != null && histograms.length <= count) {
            histograms = Arrays.copyOf(histograms, 2 * (count + 1));
        }
        millis[count] = time;
        values[count] = value;
        if (histogram != null) {
            histograms[count] = histogram;
        }
        count++;
    }

    private @Nullable FloatHistogram histogram(int index) {
        return index < histograms.length ? histograms[index] : null;
    }

    @Override
    public void read(long afterMillis, long toMillis, SampleBuffer into) {
        for (int i = firstAfter(afterMillis); i < count && millis[i] <= toMillis; i++) {
            read(i, into);
        }
    }

    @Override
    public void readLast(long afterMillis, long toMillis, SampleBuffer into) {
        int last = firstAfter(toMillis) - 1;
        if (last >= 0 && millis[last] > afterMillis) {
            read(last, into);
        }
    }

    private void read(int index, SampleBuffer into) {
        var histogram = histogram(index);
        if (histogram == null) {
            into.add(millis[index], values[index]);
        } else {
            into.add(millis[index], histogram);
        }
    }

    private int firstAfter(long time) {
        int found = Arrays.binarySearch(millis, 0, count, time);
        return found < 0 ? -found - 1 : found + 1;
    }
}
