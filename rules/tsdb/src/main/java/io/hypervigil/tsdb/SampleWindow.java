package io.hypervigil.tsdb;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.tsdb.chunk.Chunk;
import io.hypervigil.tsdb.chunk.Column;
import io.hypervigil.tsdb.chunk.HistogramColumn;
import io.hypervigil.tsdb.chunk.TimeRow;
import io.hypervigil.tsdb.index.SeriesIndex;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The samples of the last hours, in memory: many writers and many queries side by side, none of
 * which waits for another.
 *
 * <p>The window moves with the latest sample, and back where a source's clock was set back; what
 * leaves it is dropped, and so are series that have no sample left in it.
 *
 * <p>Thread: any.
 */
public final class SampleWindow implements Queryable {

    /** A window is looked through for what has left it so often while it moves by its length. */
    private static final int SWEEPS = 64;

    private final WindowSettings settings;
    private final long retentionMillis;
    private final SeriesIndex<SeriesRef> index = new SeriesIndex<>();
    private final Refusals refusals = new Refusals();
    private final LongAdder appended = new LongAdder();
    private final AtomicLong latestMillis = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong sweepMillis = new AtomicLong(Long.MIN_VALUE);
    private final Memory memory;
    private final Roster roster;
    private final LooseSamples loose;

    public SampleWindow(WindowSettings settings) {
        this.settings = settings;
        this.retentionMillis = settings.retention().toMillis();
        this.memory = new Memory(settings.maxBytes());
        this.roster = new Roster(index, memory, refusals, settings.maxSeries());
        this.loose = new LooseSamples(this, roster, memory, refusals);
    }

    public WindowSettings settings() {
        return settings;
    }

    /** A new source of rounds: one for each probe, for each rule group. */
    public SampleSource source(String name) {
        return new SampleSource(name, this, roster, memory, refusals);
    }

    /** The writer of single samples. */
    public LooseSamples loose() {
        return loose;
    }

    /** Samples before this time have left the window. */
    long oldestMillis() {
        long latest = latestMillis.get();
        return latest == Long.MIN_VALUE ? latest : latest - retentionMillis;
    }

    /** Moves the window to a time that samples were taken of. */
    void committed(long millis, int samples) {
        appended.add(samples);
        latestMillis.accumulateAndGet(millis, Math::max);
        long due = sweepMillis.get();
        if (millis >= due && sweepMillis.compareAndSet(due, millis + retentionMillis / SWEEPS)) {
            roster.sweep(oldestMillis());
        }
    }

    /** Moves the window back to a time, and drops what is later in series that no source owns. */
    void setBack(long millis) {
        latestMillis.set(millis);
        sweepMillis.set(Long.MIN_VALUE);
        roster.cut(millis - 1);
    }

    /** Hands over every series, in no order. */
    public void forEach(Consumer<SeriesRef> series) {
        index.forEach(series);
    }

    /** Counts a row of times that restored series share. */
    public void restore(TimeRow row) {
        memory.addRow(row);
    }

    /**
     * Takes over the samples of a series that has none yet.
     *
     * @param chunks in the order of time
     * @return false where it has samples, or a limit refuses it, which is counted
     */
    public boolean restore(Labels labels, Chunk[] chunks, HistogramColumn histograms) {
        synchronized (roster) {
            var series = roster.get(labels);
            if (series == null || series.owner != null || series.samples() > 0) {
                return false;
            }
            var writer = new SeriesWriter(memory, refusals);
            writer.replace(series, Column.of(chunks));
            writer.replace(series, histograms);
            committed(series.lastMillis(), 0);
            return true;
        }
    }

    /** How much it holds now; looks at every series. */
    public WindowSize size() {
        return WindowSize.of(index, memory, refusals.counts(), appended.sum());
    }

    /**
     * What it holds now; looks at every label of every series.
     *
     * @param top the length of its lists
     */
    public WindowStatistics statistics(int top) {
        return WindowStatistics.of(size(), index.statistics(top));
    }

    @Override
    public List<SeriesRef> select(List<Matcher> matchers, long fromMillis, long toMillis) {
        return index.select(matchers, fromMillis, toMillis);
    }

    @Override
    public SortedSet<String> labelNames(List<Matcher> matchers, long fromMillis, long toMillis) {
        return index.labelNames(matchers, fromMillis, toMillis);
    }

    @Override
    public SortedSet<String> labelValues(
            String name, List<Matcher> matchers, long fromMillis, long toMillis) {
        return index.labelValues(name, matchers, fromMillis, toMillis);
    }
}
