package io.hypervigil.bench;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** {@code ./bench gpu}: the GPU collector on a library of our own, see {@link GpuHost}. */
final class GpuBench {

    private static final int WARM_UP = 500;
    private static final int SCRAPES = 1_000;

    /** As many pages as 14 hours have at one each 5 s: the compilers are at rest again by then. */
    private static final int OFTEN_WARM_UP = 10_000;

    /** Long enough that the lists of processes are due as well. */
    private static final int SCRAPES_OF_STUCK = 2_000;

    private static final Duration BETWEEN = Duration.ofMillis(10);
    private static final Duration MORE_THAN_FRESH = Duration.ofMillis(1_500);

    /** By then the JVM's compilers have little left to do. */
    private static final Duration UNTIL_COMPILED = Duration.ofMinutes(4);

    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final Pattern DURATION =
            Pattern.compile(
                    "(?m)^hypervigil_probe_duration_seconds\\{collector=\"nvml\","
                            + "probe=\"gpu-[^\"]*\"} (\\S+)");
    private static final Pattern LAST =
            Pattern.compile(
                    "(?m)^hypervigil_probe_last_sample_timestamp_seconds\\{collector=\"nvml\","
                            + "probe=\"gpu-[^\"]*\"} (\\S+)");

    private final Consumer<String> out;
    private final int day;

    /**
     * @param day how many samples a day has
     */
    GpuBench(Consumer<String> out, int day) {
        this.out = out;
        this.day = day;
    }

    /**
     * @param ours how the process is started
     */
    void run(Path folder, List<String> ours, int port) throws Exception {
        var host = new GpuHost(folder.resolve("host"));
        out.accept("| 8 GPUs, 7 instances each, 200 processes | |");
        out.accept("|---|---|");
        try (var process = start(folder, ours, host, port, "--sampling.freshness=0s");
                var measured = new Measured("gpu", process.pid(), port)) {
            samples(measured, port);
            day(measured);
            LockSupport.parkNanos(QUIET.toNanos());
            share(measured, "a minute after the last of these");
        }
        try (var process = start(folder, ours, host, port, "--sampling.freshness=1s");
                var measured = new Measured("gpu", process.pid(), port)) {
            measured.scrape(WARM_UP);
            share(measured, "in the first minute of a process");
            LockSupport.parkNanos(UNTIL_COMPILED.toNanos());
            share(measured, "in its sixth minute");
            stuck(host, measured, port);
        }
    }

    private static RealPart start(
            Path folder, List<String> ours, GpuHost host, int port, String flag) throws Exception {
        var command = new ArrayList<>(ours);
        command.addAll(host.flags());
        command.addAll(
                List.of(
                        "--web.listen-address=127.0.0.1:" + port,
                        "--collector.nvml.interval=5s",
                        flag));
        return RealPart.start(folder, "hypervigil-gpu", command)
                .once(
                        Duration.ofSeconds(60),
                        () -> {
                            if (durations(port).size() != GpuHost.GPUS) {
                                throw new IllegalStateException("not all GPUs are sampled yet");
                            }
                            return true;
                        });
    }

    private void samples(Measured measured, int port) throws IOException {
        measured.scrape(WARM_UP);
        measured.begin();
        var sums = new ArrayList<Double>();
        for (int i = 0; i < SCRAPES; i++) {
            measured.scrape();
            if (i % 10 == 0) {
                sums.add(durations(port).stream().mapToDouble(Double::doubleValue).sum());
            }
        }
        sums.sort(null);
        row(
                "time within the eight rounds of a sample, library included, p50",
                sums.get(sums.size() / 2) * 1e3,
                "ms");
        row("scrape that samples all, p50", millis(measured, 0.5), "ms");
        row("scrape that samples all, p99", millis(measured, 0.99), "ms");
        row(
                "CPU of such a scrape, library and page included",
                measured.cpuSecondsAPage() * 1e3,
                "ms");
        row("page, compressed", measured.pageBytes() / 1e3, "kB");
    }

    private void day(Measured measured) throws IOException {
        for (int tenth = 1; tenth <= 10; tenth++) {
            measured.scrape(day / 10);
            if (tenth == 1 || tenth == 5 || tenth == 10) {
                row(
                        "resident memory after " + tenth * day / 10 + " samples",
                        measured.residentMegabytes(),
                        "MB");
            }
        }
    }

    private void stuck(GpuHost host, Measured measured, int port) throws IOException {
        measured.reconnect();
        measured.scrape(OFTEN_WARM_UP, BETWEEN);
        host.hang(3);
        LockSupport.parkNanos(MORE_THAN_FRESH.toNanos());
        measured.begin();
        measured.scrape();
        row("one GPU stuck, as shipped: first scrape", millis(measured, 1), "ms");
        measured.begin();
        measured.scrape(SCRAPES_OF_STUCK, BETWEEN);
        row("one GPU stuck, as shipped: scrape, p50", millis(measured, 0.5), "ms");
        row("one GPU stuck, as shipped: scrape, p99", millis(measured, 0.99), "ms");
        row("one GPU stuck, as shipped: slowest scrape", millis(measured, 1), "ms");
        double now = InstantSource.system().millis() / 1e3;
        var ages = numbers(LAST, port).stream().map(at -> now - at).sorted().toList();
        row(
                "one GPU stuck, as shipped: age of the oldest of the other seven",
                ages.get(GpuHost.GPUS - 2),
                "s");
        host.recover();
    }

    private void share(Measured measured, String when) throws IOException {
        measured.reconnect();
        measured.begin();
        measured.scrape();
        LockSupport.parkNanos(QUIET.toNanos());
        row(
                "share of a core at a sample each 5 s, " + when,
                measured.cpuSecondsAPage() / QUIET.toSeconds() * 100,
                "%");
    }

    private static double millis(Measured measured, double share) {
        return measured.quantile(share).toNanos() / 1e6;
    }

    private static List<Double> durations(int port) throws IOException {
        return numbers(DURATION, port);
    }

    private static List<Double> numbers(Pattern pattern, int port) throws IOException {
        var url = URI.create("http://127.0.0.1:" + port + "/metrics/nvml").toURL();
        try (var in = url.openStream()) {
            var page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return pattern.matcher(page)
                    .results()
                    .map(found -> Double.valueOf(found.group(1)))
                    .toList();
        }
    }

    private void row(String what, double value, String unit) {
        out.accept(String.format(Locale.ROOT, "| %s | %.2f %s |", what, value, unit));
    }
}
