package io.hypervigil.bench;

import io.hypervigil.peers.promql.Conformance;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.opentest4j.TestAbortedException;

/** {@code ./bench tsdb}, after the window's own benchmarks: its memory with real data in it. */
final class WindowBytes {

    private static final int ROUNDS = 720;
    private static final long STEP_MILLIS = 15_000;
    private static final long HOST_PAUSE_MILLIS = 250;
    private static final int GPUS = 8;
    private static final String IDLE = "__idle.metrics";

    private final Consumer<String> out;

    WindowBytes(Consumer<String> out) {
        this.out = out;
    }

    void run() throws Exception {
        out.accept("");
        out.accept(
                "| 3 h of 15 s | series | samples | bytes of samples | a sample | labels and"
                        + " index |");
        out.accept("|---|---|---|---|---|---|");
        var host = window();
        new HostRounds(host).record(ROUNDS, HOST_PAUSE_MILLIS);
        row("this host, read every " + HOST_PAUSE_MILLIS + " ms", host);
        try {
            gpus(Conformance.file("gpu-captures"));
        } catch (TestAbortedException e) {
            out.accept("| GPUs: " + e.getMessage() + " | | | | | |");
        }
    }

    private static SampleWindow window() {
        return new SampleWindow(WindowSettings.DEFAULT);
    }

    private void gpus(Path folder) throws IOException {
        for (var idle : idlePages(folder)) {
            var name = String.valueOf(idle.getFileName()).replace(IDLE, "");
            var load = folder.resolve(name + IDLE.replace("idle", "load"));
            var window = window();
            GpuCapture.read(idle, load)
                    .record(window.source("gpu"), GPUS, ROUNDS, STEP_MILLIS, STEP_MILLIS);
            row(GPUS + " × " + name.split("__", -1)[1], window);
        }
    }

    private static List<Path> idlePages(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(IDLE)).sorted().toList();
        }
    }

    private void row(String name, SampleWindow window) {
        var statistics = window.statistics(0);
        out.accept(
                String.format(
                        Locale.ROOT,
                        "| %s | %,d | %,d | %,d | %.2f | %,d |",
                        name,
                        statistics.series(),
                        statistics.samples(),
                        statistics.sampleBytes(),
                        (double) statistics.sampleBytes() / statistics.samples(),
                        statistics.indexBytes()));
    }
}
