package io.hypervigil.recording;

import io.hypervigil.collect.Family;
import io.hypervigil.sampling.RoundListener;
import io.hypervigil.tsdb.SampleWindow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Puts what the probes give into the window of samples: at most one sample a series each interval,
 * at the time its round began. The series of a source that fails, goes away or hangs until its
 * samples are stale end with staleness markers.
 *
 * <p>Nothing is written before {@link #begin}: what was on disk goes into the window first. The
 * latest round of each probe is kept until then.
 *
 * <p>Thread: any.
 */
public final class Recorder implements RoundListener {

    private final SampleWindow window;
    private final TargetLabels labels;
    private final Duration interval;
    private final InstantSource clock;
    private final List<Recording> recordings = new CopyOnWriteArrayList<>();
    private volatile boolean hasBegun;

    /**
     * @param interval least time between two samples of a series
     */
    public Recorder(
            SampleWindow window, TargetLabels labels, Duration interval, InstantSource clock) {
        this.window = window;
        this.labels = labels;
        this.interval = interval;
        this.clock = clock;
    }

    /** Writes from now on. */
    public void begin() {
        hasBegun = true;
        recordings.forEach(Recording::writeWaiting);
    }

    /** Whether it writes. */
    public boolean hasBegun() {
        return hasBegun;
    }

    @Override
    public Rounds probe(String collector, String probe) {
        return open(collector + "/" + probe);
    }

    Recording open(String name) {
        var recording = new Recording(window.source(name), this, clock);
        recordings.add(recording);
        return recording;
    }

    void closed(Recording recording) {
        recordings.remove(recording);
    }

    /**
     * Records rounds of slow probes again, which a Prometheus would have at each of its scrapes.
     */
    void repeatOld(long millis) {
        recordings.forEach(recording -> recording.repeatIfOld(millis));
    }

    /**
     * What one look at all sources gives.
     *
     * @param samples of their last rounds
     * @param newSeries that appeared since the last look
     * @param longestNanos how long the slowest of the last rounds took
     */
    record Totals(long samples, long newSeries, long longestNanos) {}

    /**
     * @param apart one that is not counted
     */
    // One object stands for a recording.
    @SuppressWarnings("ReferenceEquality")
    Totals look(Recording apart) {
        long samples = 0;
        long newSeries = 0;
        long longestNanos = 0;
        for (Recording recording : recordings) {
            if (recording == apart) {
                continue;
            }
            var one = recording.look();
            samples += one.samples;
            newSeries += one.newSeries;
            longestNanos = Math.max(longestNanos, one.longestNanos);
        }
        return new Totals(samples, newSeries, longestNanos);
    }

    /** The families that the last rounds held, in the order of their names, each name once. */
    public List<Family> families() {
        Map<String, Family> byName = new TreeMap<>();
        for (Recording recording : recordings) {
            recording.families().forEach(family -> byName.putIfAbsent(family.name(), family));
        }
        return new ArrayList<>(byName.values());
    }

    /** The labels that every series has. */
    public TargetLabels labels() {
        return labels;
    }

    /** Least time between two samples of a series. */
    public Duration interval() {
        return interval;
    }
}
