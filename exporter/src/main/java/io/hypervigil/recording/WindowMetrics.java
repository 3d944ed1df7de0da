package io.hypervigil.recording;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.tsdb.Refusal;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSize;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What the window of samples holds, in the names that a Prometheus has for its own where it has
 * any.
 *
 * <pre>
 * prometheus_tsdb_head_series 1290
 * prometheus_tsdb_head_samples_appended_total 928800
 * hypervigil_window_bytes{part="samples"} 1204224
 * hypervigil_window_refused_total{reason="series_limit"} 0
 * hypervigil_window_snapshot_timestamp_seconds 1795235111.4
 * </pre>
 *
 * <p>Thread: any.
 */
public final class WindowMetrics {

    private static final Group GROUP = Group.on("window", "the samples of the last hours");

    private static final Family SERIES =
            gauge("prometheus_tsdb_head_series", "Series in the window.");
    private static final Family CHUNKS =
            gauge("prometheus_tsdb_head_chunks", "Chunks of samples in the window.");
    private static final Family APPENDED =
            counter(
                    "prometheus_tsdb_head_samples_appended_total",
                    "Samples taken since the start.");
    private static final Family MIN_TIME =
            gauge(
                    "prometheus_tsdb_head_min_time_seconds",
                    "When the oldest sample was taken, in seconds since 1970.");
    private static final Family MAX_TIME =
            gauge(
                    "prometheus_tsdb_head_max_time_seconds",
                    "When the latest sample was taken, in seconds since 1970.");
    private static final Family RETENTION =
            gauge("prometheus_tsdb_retention_limit_seconds", "How far back samples are kept.");
    private static final Family SAMPLES =
            gauge("hypervigil_window_samples", "Samples in the window.");
    private static final Family BYTES =
            gauge("hypervigil_window_bytes", "Memory that the window takes.", "part");
    private static final Family MAX_SERIES =
            gauge("hypervigil_window_max_series", "Series beyond which new ones are refused.");
    private static final Family MAX_BYTES =
            gauge("hypervigil_window_max_bytes", "Memory beyond which what needs more is refused.");
    private static final Family REFUSED =
            counter(
                    "hypervigil_window_refused_total",
                    "Samples and series that the window did not take, by reason.",
                    "reason");
    private static final Family WRITTEN =
            gauge(
                    "hypervigil_window_snapshot_timestamp_seconds",
                    "When the window was last written to disk, in seconds since 1970.");
    private static final Family FAILURES =
            counter(
                    "hypervigil_window_snapshot_failures_total",
                    "How often the window could not be written to disk.");
    private static final Family SET_ASIDE =
            gauge(
                    "hypervigil_window_snapshot_set_aside",
                    "Whether the window on disk was of no use at the start.");

    /** All of it, for the documentation. */
    public static final Schema SCHEMA =
            new Schema(
                    List.of(GROUP),
                    List.of(
                            SERIES,
                            CHUNKS,
                            APPENDED,
                            MIN_TIME,
                            MAX_TIME,
                            RETENTION,
                            SAMPLES,
                            BYTES,
                            MAX_SERIES,
                            MAX_BYTES,
                            REFUSED,
                            WRITTEN,
                            FAILURES,
                            SET_ASIDE));

    /** All series are looked at: no oftener than this, whoever asks. */
    private static final long FRESH_MILLIS = 5_000;

    private static final int MOST = 100;

    private final SampleWindow window;
    private final Optional<WindowFile> file;
    private final InstantSource clock;
    private final SampleBook book = new SampleBook(new SeriesTable(), MOST);
    private Samples latest = Samples.NONE;
    private long latestMillis = Long.MIN_VALUE;

    /**
     * @param file none where the window is in memory only
     */
    public WindowMetrics(SampleWindow window, Optional<WindowFile> file, InstantSource clock) {
        this.window = window;
        this.file = file;
        this.clock = clock;
    }

    /** As of now, or of 5 s ago. */
    public synchronized Samples samples() {
        long now = clock.millis();
        if (now < latestMillis || now - FRESH_MILLIS >= latestMillis) {
            latestMillis = now;
            book.begin();
            add(window.size());
            file.ifPresent(this::add);
            latest = book.finish();
        }
        return latest;
    }

    private void add(WindowSize size) {
        book.add(SERIES, size.series());
        book.add(CHUNKS, (double) size.chunks());
        book.add(APPENDED, (double) size.appended());
        if (size.samples() > 0) {
            book.add(MIN_TIME, size.minMillis() / 1e3);
            book.add(MAX_TIME, size.maxMillis() / 1e3);
        }
        book.add(SAMPLES, (double) size.samples());
        book.add(BYTES, (double) size.sampleBytes(), "samples");
        book.add(BYTES, (double) size.indexBytes(), "index");
        var settings = window.settings();
        book.add(RETENTION, settings.retention().toMillis() / 1e3);
        book.add(MAX_SERIES, settings.maxSeries());
        book.add(MAX_BYTES, (double) settings.maxBytes());
        for (Refusal reason : Refusal.values()) {
            long count = size.refused().getOrDefault(reason, 0L);
            book.add(REFUSED, (double) count, reason.label());
        }
    }

    private void add(WindowFile kept) {
        kept.lastWritten().ifPresent(at -> book.add(WRITTEN, at.toEpochMilli() / 1e3));
        book.add(FAILURES, (double) kept.failures());
        book.add(SET_ASIDE, kept.isSetAside() ? 1 : 0);
    }

    private static Family gauge(String name, String help, String... labels) {
        return Family.gauge(GROUP, name, help, labels);
    }

    private static Family counter(String name, String help, String... labels) {
        return Family.counter(GROUP, name, help, labels);
    }
}
