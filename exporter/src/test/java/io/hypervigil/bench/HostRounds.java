package io.hypervigil.bench;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Collector;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.recording.Recorder;
import io.hypervigil.recording.TargetLabels;
import io.hypervigil.sampling.CollectorSetup;
import io.hypervigil.sampling.Sampler;
import io.hypervigil.tsdb.SampleWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Records this machine in rounds whose times are 15 s apart, though they follow sooner. */
final class HostRounds {

    private static final Duration STEP = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-05T10:00:00Z"));
    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch never = new CountDownLatch(1);
    private final SampleWindow window;

    HostRounds(SampleWindow window) {
        this.window = window;
    }

    /** Every probe is read in every round. */
    private static Beat eachRound(Beat beat) {
        return new Beat(STEP, Duration.ofSeconds(1), beat.deadline(), STEP.multipliedBy(4));
    }

    /**
     * Fills the window.
     *
     * @param pauseMillis between two rounds
     */
    void record(int rounds, long pauseMillis) throws InterruptedException {
        var labels = new TargetLabels("hypervigil", "server-01:10048", Map.of());
        var recorder = new Recorder(window, labels, STEP, clock);
        recorder.begin();
        try (var sampler = new Sampler(setups(), HostRounds::files, clock, nanos::get, recorder)) {
            sampler.start();
            sampler.awaitFirstRound(PATIENCE);
            for (int i = 1; i < rounds; i++) {
                never.await(pauseMillis, TimeUnit.MILLISECONDS);
                clock.advance(STEP);
                nanos.addAndGet(STEP.toNanos());
                sampler.snapshots(_ -> true, PATIENCE);
            }
        }
    }

    private static HostFiles files() {
        return new HostFiles(
                FileTree.at(Path.of("/proc")),
                FileTree.at(Path.of("/sys")),
                FileTree.at(Path.of("/")),
                FileTree.at(Path.of("/run/udev/data")));
    }

    private static List<CollectorSetup> setups() {
        return ServiceLoader.load(Collector.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(HostRounds::setup)
                .toList();
    }

    private static CollectorSetup setup(Collector collector) {
        return new CollectorSetup(
                collector,
                SettingsBinder.defaults(collector.settings()),
                Group::byDefault,
                HostRounds::eachRound,
                100_000);
    }
}
