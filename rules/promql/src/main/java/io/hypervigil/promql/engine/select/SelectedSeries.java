package io.hypervigil.promql.engine.select;

import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import io.hypervigil.promql.storage.StoredSeries;
import io.hypervigil.promql.syntax.Expr.VectorSelector;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The series of a selector one after another, each read once into the same buffer.
 *
 * <p>Thread: confined to the query.
 */
final class SelectedSeries {

    private final Frame frame;
    private final List<Matcher> matchers;
    private final long afterMillis;
    private final long toMillis;
    private final boolean isLastOnly;
    private final SampleBuffer samples = new SampleBuffer();
    private @Nullable Iterator<? extends StoredSeries> series;
    private Labels labels = Labels.EMPTY;
    private int held;

    /**
     * @param afterMillis of the span that samples are wanted of, exclusive
     * @param toMillis of the span, inclusive
     * @param isLastOnly whether only the last sample is wanted
     */
    SelectedSeries(
            Frame frame,
            List<Matcher> matchers,
            long afterMillis,
            long toMillis,
            boolean isLastOnly) {
        this.frame = frame;
        this.matchers = matchers;
        this.afterMillis = afterMillis;
        this.toMillis = toMillis;
        this.isLastOnly = isLastOnly && !frame.detectsResets();
    }

    /** Reads the next series; false behind the last. */
    boolean next() {
        if (series == null) {
            frame.meter().check();
            series =
                    frame.evaluation()
                            .data()
                            .select(matchers, afterMillis + 1, toMillis)
                            .iterator();
        }
        frame.meter().release(held);
        held = 0;
        samples.clear();
        if (!series.hasNext()) {
            return false;
        }
        read(series.next());
        return true;
    }

    private void read(StoredSeries next) {
        labels = next.labels();
        if (isLastOnly) {
            next.readLast(afterMillis, toMillis, samples);
        } else {
            next.read(afterMillis, toMillis, samples);
        }
        if (frame.detectsResets()) {
            detectResets();
        }
        held = samples.floatCount() + samples.histogramCount();
        frame.meter().hold(held);
        frame.meter().spend(held + 1L);
    }

    private void detectResets() {
        var histograms = samples.histograms();
        @Nullable FloatHistogram previous = null;
        for (int i = 0; i < samples.histogramCount(); i++) {
            var histogram = histograms[i];
            if (Staleness.isMarker(histogram.sum())) {
                continue;
            }
            if (previous != null && histogram.hint() == ResetHint.UNKNOWN) {
                boolean isReset = histogram.isResetSince(previous);
                histograms[i] = histogram.withHint(isReset ? ResetHint.RESET : ResetHint.NOT_RESET);
            }
            previous = histogram;
        }
        frame.meter().spend(100L * samples.histogramCount());
    }

    Labels labels() {
        return labels;
    }

    SampleBuffer samples() {
        return samples;
    }

    /** Whether all series have the same name. */
    static boolean isOfOneName(VectorSelector selector) {
        return selector.matchers().stream()
                .anyMatch(
                        matcher ->
                                matcher.name().equals(Labels.NAME)
                                        && matcher.type() == Matcher.Type.EQUAL);
    }
}
