package io.hypervigil.recording;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Series;
import io.hypervigil.sampling.RoundListener;
import io.hypervigil.sampling.Snapshot;
import io.hypervigil.tsdb.SampleSource;
import io.hypervigil.tsdb.SeriesRef;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rounds of one probe into the window. A series is known by its object and its place in
 * the round: a round that is like the one before hashes nothing and allocates nothing.
 *
 * <p>Thread: any.
 */
final class Recording implements RoundListener.Rounds {

    /** Beats do not come to the millisecond: a round that is early by less than this counts. */
    private static final long MAX_EARLY_MILLIS = 500;

    /** A query looks back for 5 min, and a rate of 5 min needs two samples in it. */
    private static final long REPEAT_MILLIS = 60_000;

    private static final Series[] NO_SERIES = {};
    private static final SeriesRef[] NO_REFS = {};

    private final SampleSource source;
    private final Recorder recorder;
    private final InstantSource clock;
    private final long leastMillis;

    private @Nullable Series[] series = NO_SERIES;
    private @Nullable SeriesRef[] refs = NO_REFS;
    private int size;
    private Samples latest = Samples.NONE;
    private @Nullable Snapshot waiting;
    private long lastMillis = Long.MIN_VALUE;
    private long nextMillis = Long.MIN_VALUE;
    private long tookNanos;
    private long newSeries;
    private boolean isRepeated;
    private boolean isClosed;

    Recording(SampleSource source, Recorder recorder, InstantSource clock) {
        this.source = source;
        this.recorder = recorder;
        this.clock = clock;
        long millis = recorder.interval().toMillis();
        this.leastMillis = millis - Math.min(MAX_EARLY_MILLIS, millis / 10);
    }

    @Override
    public synchronized void sampled(Snapshot snapshot) {
        if (!recorder.hasBegun()) {
            waiting = snapshot;
            return;
        }
        long millis = snapshot.at().toEpochMilli();
        // What a clock that was set back means is for the window to say.
        if (isRepeated || millis < lastMillis || millis >= nextMillis) {
            tookNanos = snapshot.tookNanos();
            // A repetition may have come while this round was on its way.
            record(snapshot.samples(), isRepeated ? Math.max(millis, lastMillis + 1) : millis);
        }
    }

    /** Writes what came before anything could be written. */
    synchronized void writeWaiting() {
        var kept = waiting;
        waiting = null;
        if (kept != null) {
            sampled(kept);
        }
    }

    /** A round of samples, however soon. */
    synchronized void record(Samples samples, long millis) {
        if (write(samples, millis)) {
            nextMillis = millis + leastMillis;
            isRepeated = false;
        }
    }

    /** Writes the last round again where it was long ago. */
    synchronized void repeatIfOld(long millis) {
        if (size > 0 && millis - lastMillis >= REPEAT_MILLIS && write(latest, millis)) {
            isRepeated = true;
        }
    }

    @Override
    public synchronized void lost() {
        waiting = null;
        if (size > 0) {
            record(Samples.NONE, Math.max(clock.millis(), lastMillis + 1));
        }
    }

    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            source.close();
            recorder.closed(this);
        }
    }

    private boolean write(Samples samples, long millis) {
        if (isClosed || !source.begin(millis)) {
            return false;
        }
        try {
            append(samples);
        } finally {
            source.commit();
        }
        latest = samples;
        lastMillis = millis;
        return true;
    }

    synchronized Recorder.Totals look() {
        var totals = new Recorder.Totals(latest.size(), newSeries, tookNanos);
        newSeries = 0;
        return totals;
    }

    /** The families of the last round. */
    synchronized List<Family> families() {
        return latest.families().stream().map(Samples.OfFamily::family).toList();
    }

    // One object stands for a series as long as it lives.
    @SuppressWarnings("ReferenceEquality")
    private void append(Samples samples) {
        int at = 0;
        Map<Series, SeriesRef> moved = null;
        reserve(samples.size());
        for (Samples.OfFamily part : samples.families()) {
            for (int i = 0; i < part.size(); i++, at++) {
                var one = part.series(i);
                if (moved == null && (at >= size || series[at] != one)) {
                    moved = forget(at);
                }
                var ref = moved == null ? refs[at] : moved.get(one);
                if (ref == null) {
                    ref = source.series(recorder.labels().of(one));
                    newSeries += ref == null ? 0 : 1;
                }
                series[at] = one;
                refs[at] = ref;
                if (ref != null) {
                    source.append(ref, part.value(i));
                }
            }
        }
        Arrays.fill(series, at, Math.max(at, size), null);
        Arrays.fill(refs, at, Math.max(at, size), null);
        size = at;
    }

    /** What is known from a place on, for a round that goes another way there. */
    private Map<Series, SeriesRef> forget(int from) {
        var known = new IdentityHashMap<Series, SeriesRef>();
        for (int i = from; i < size; i++) {
            var ref = refs[i];
            var one = series[i];
            if (ref != null && one != null) {
                known.put(one, ref);
            }
        }
        return known;
    }

    private void reserve(int count) {
        if (count > series.length) {
            series = Arrays.copyOf(series, count);
            refs = Arrays.copyOf(refs, count);
        }
    }
}
