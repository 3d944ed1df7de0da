package io.hypervigil;

import io.hypervigil.build.BuildInfo;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Threads;
import io.hypervigil.config.WindowSection;
import io.hypervigil.exposition.BuildMetrics;
import io.hypervigil.exposition.MetricsPage;
import io.hypervigil.recording.OwnRounds;
import io.hypervigil.recording.Recorder;
import io.hypervigil.recording.TargetLabels;
import io.hypervigil.recording.WindowFile;
import io.hypervigil.recording.WindowMetrics;
import io.hypervigil.sampling.CollectorStatus;
import io.hypervigil.sampling.SelfMetrics;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The samples of the last hours: the window, who fills it, and its file.
 *
 * <p>Thread: any.
 */
final class History implements AutoCloseable {

    private final SampleWindow window;
    private final Recorder recorder;
    private final Optional<WindowFile> file;
    private final WindowMetrics metrics;
    private final OwnRounds own;

    /**
     * @param instance the label of that name, where none is configured
     * @param page has the process's own metrics, and is told of the window's
     * @param statuses what is known of each collector now
     */
    History(
            WindowSection section,
            String instance,
            MetricsPage page,
            Supplier<List<CollectorStatus>> statuses,
            InstantSource clock) {
        this.window =
                new SampleWindow(
                        new WindowSettings(
                                section.retention(), section.maxSeries(), section.maxBytes()));
        var labels =
                new TargetLabels(
                        section.job(), section.instance().orElse(instance), section.labels());
        this.recorder = new Recorder(window, labels, section.interval(), clock);
        this.file =
                section.file()
                        .map(
                                path ->
                                        new WindowFile(
                                                window, path, section.snapshotInterval(), clock));
        this.metrics = new WindowMetrics(window, file, clock);
        page.addOwn(metrics::samples);
        var build = BuildMetrics.samples(BuildInfo.load());
        var self = new SelfMetrics();
        this.own =
                new OwnRounds(
                        recorder,
                        List.<Supplier<Samples>>of(
                                () -> build, () -> self.sample(statuses.get()), page::own),
                        clock);
    }

    SampleWindow window() {
        return window;
    }

    /** Who is to be told of every round. */
    Recorder recorder() {
        return recorder;
    }

    /** The rounds of the process's own. */
    OwnRounds own() {
        return own;
    }

    /** Reads what is on disk and fills the window from then on; returns at once. */
    void start() {
        Threads.start("restore", this::open);
    }

    private void open() {
        file.ifPresent(WindowFile::open);
        recorder.begin();
        own.start();
    }

    /** Ends the process's own series, and writes the window to disk. */
    @Override
    public void close() {
        own.close();
        file.ifPresent(WindowFile::close);
    }
}
