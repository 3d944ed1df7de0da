package io.hypervigil.promql.engine.select;

import io.hypervigil.promql.engine.row.Failure;
import io.hypervigil.promql.engine.row.Frame;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A series whose labels tell of a target; of its samples only their times matter.
 *
 * <p>Thread: confined to the query.
 */
public final class InfoSeries {

    /** There is no sample. */
    public static final long NEVER = Long.MIN_VALUE;

    private final Labels labels;
    private final long[] millis;

    private InfoSeries(Labels labels, long[] millis) {
        this.labels = labels;
        this.millis = millis;
    }

    /**
     * Reads all that match.
     *
     * @param isWanted of the labels of those
     */
    public static List<InfoSeries> read(
            Frame frame, List<Matcher> matchers, TimeShift shift, Predicate<Labels> isWanted) {
        var found = new ArrayList<InfoSeries>();
        var series =
                new SelectedSeries(
                        frame,
                        matchers,
                        shift.first(frame.steps()) - frame.evaluation().lookbackMillis(),
                        shift.last(frame.steps()),
                        false);
        while (series.next()) {
            if (isWanted.test(series.labels())) {
                frame.meter().hold(frame.steps().count());
                found.add(new InfoSeries(series.labels(), times(frame, shift, series.samples())));
            }
        }
        return found;
    }

    private static long[] times(Frame frame, TimeShift shift, SampleBuffer samples) {
        if (samples.histogramCount() > 0) {
            throw Failure.execution("info sample should be float");
        }
        var steps = frame.steps();
        var times = new long[steps.count()];
        Arrays.fill(times, NEVER);
        long lookback = frame.evaluation().lookbackMillis();
        int last = -1;
        for (int i = 0; i < times.length; i++) {
            long time = shift.at(steps, i);
            while (last + 1 < samples.floatCount() && samples.floatMillis()[last + 1] <= time) {
                last++;
            }
            boolean isThere =
                    last >= 0
                            && samples.floatMillis()[last] > time - lookback
                            && !Staleness.isMarker(samples.floats()[last]);
            if (isThere) {
                times[i] = samples.floatMillis()[last];
            }
        }
        frame.meter().spend(times.length);
        return times;
    }

    public Labels labels() {
        return labels;
    }

    /** When the sample was taken that counts at a step; {@link #NEVER} where none does. */
    public long millisAt(int step) {
        return millis[step];
    }
}
