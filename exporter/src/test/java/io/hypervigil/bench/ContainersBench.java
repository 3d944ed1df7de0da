package io.hypervigil.bench;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.containers.HostRoom;
import io.hypervigil.containers.daemon.PrivateDockerd;
import io.hypervigil.containers.http.Request;
import io.hypervigil.containers.http.Target;
import io.hypervigil.containers.http.UnixHttpClient;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./bench containers}: the container collector over more and more real containers, beside
 * Docker's own statistics of the same ones, and over a thousand that are plain files.
 */
final class ContainersBench {

    /** Containers of the largest of the three hosts, unless told otherwise. */
    static final int CONTAINERS = 300;

    private static final int FIXTURE = 1_000;

    /**
     * What was built and made just before is still being written and tidied up for a while: without
     * it the first host measured, which is the smallest, looks a fifth dearer than it is.
     */
    private static final Duration SETTLED = Duration.ofSeconds(45);

    /** Readings of a container until the compilers have done most of their work. */
    private static final int WARM_UP = 60_000;

    /**
     * What else the machine does makes a batch dearer, never cheaper: the middle one is told, and
     * the cheapest.
     */
    private static final int BATCHES = 15;

    /** Readings of a container in a batch, so that a short sample is taken often enough. */
    private static final int BATCH = 1_000;

    private static final int LEAST_SAMPLES = 8;
    private static final int STATS_ROUNDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Of ours; the rest of it is another's. */
    private static final String THREAD = "the collector's threads";

    private static final Pattern SAMPLE =
            Pattern.compile(
                    "(?m)^hypervigil_probe_duration_seconds\\{collector=\"containers\","
                            + "probe=\"cgroups\"} (\\S+)");

    private final Consumer<String> out;
    private final Path folder;

    ContainersBench(Consumer<String> out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /**
     * @param ours how the process is started
     */
    void run(int most, List<String> ours) throws Exception {
        try (var dockerd = PrivateDockerd.start()) {
            var ids = new ArrayList<String>();
            for (int wanted : List.of(most / 30, most / 3, most)) {
                while (ids.size() < wanted) {
                    ids.add(dockerd.run("bench-" + ids.size(), "", "sleep", "100000"));
                }
                out.accept("| " + wanted + " real containers | |");
                out.accept("|---|---|");
                var settings =
                        List.of(
                                "--containers.runtimes.docker-sockets=" + dockerd.socket(),
                                "--no-containers.runtimes.podman",
                                "--no-containers.runtimes.containerd");
                measure(wanted, ours, settings);
                stats(dockerd, ids);
                out.accept("");
            }
        }
        fixture("1,000 of a fixture, version 2", ours, HostRoom::unified);
        fixture("1,000 of a fixture, version 1", ours, HostRoom::legacy);
    }

    private interface Kind {
        HostRoom of(HostRoom room);
    }

    private void fixture(String what, List<String> ours, Kind kind) throws Exception {
        var host = Files.createTempDirectory(folder, "host");
        var room = kind.of(HostRoom.in(host));
        for (int i = 0; i < FIXTURE; i++) {
            long process = 10_000L + i;
            room.group(String.format(Locale.ROOT, "/docker/%064x", i), process)
                    .process(process, Long.toString(4_026_532_000L + i), "sleep");
        }
        out.accept("| " + what + " | |");
        out.accept("|---|---|");
        measure(
                FIXTURE,
                ours,
                List.of(
                        "--path.procfs=" + host.resolve("proc"),
                        "--path.sysfs=" + host.resolve("sys"),
                        "--path.rootfs=" + host.resolve("root")));
        out.accept("");
    }

    /**
     * @param wanted containers that were made; groups that others have left behind, or run in, are
     *     read as well
     */
    private void measure(int wanted, List<String> ours, List<String> settings) throws Exception {
        int port = Bench.freePort();
        var command = new ArrayList<>(ours);
        command.addAll(
                List.of(
                        "--no-collector.host",
                        "--no-collector.nvml",
                        "--no-collector.libvirt",
                        "--no-collector.kubernetes",
                        "--sampling.freshness=0s",
                        "--web.listen-address=127.0.0.1:" + port));
        command.addAll(settings);
        LockSupport.parkNanos(SETTLED.toNanos());
        try (var process = RealPart.start(folder, "hypervigil-containers", command)) {
            int containers =
                    Eventually.get(Duration.ofSeconds(60), () -> containersSeen(port, wanted));
            row("containers on the page", containers, "");
            try (var measured = new Measured("ours", process.pid(), port)) {
                measured.scrape(WARM_UP / containers);
                measured.begin();
                var batches = batches(measured, process.pid(), containers);
                double cpu = batches.get(BATCHES / 2);
                row("ours: CPU of a sample", cpu * 1e3, "ms");
                row("ours: CPU of a sample, a container", cpu / containers * 1e6, "µs");
                row("ours: the cheapest batch of it", batches.getFirst() / containers * 1e6, "µs");
                row("ours: a sample on the wall, p50", wall(port) * 1e3, "ms");
                row("ours: CPU of a sample and a page", measured.cpuSecondsAPage() * 1e3, "ms");
                row("ours: RSS", measured.residentMegabytes(), "MB");
                row("ours: page, gzipped", measured.pageBytes() / 1e3, "kB");
            }
        }
    }

    /** CPU of a sample in seconds, of batch after batch, the cheapest first. */
    private static List<Double> batches(Measured measured, long pid, int containers)
            throws IOException {
        int samples = Math.max(LEAST_SAMPLES, BATCH / containers);
        var seconds = new ArrayList<Double>();
        for (int i = 0; i < BATCHES; i++) {
            var threads = ThreadCpu.watch(pid);
            measured.scrape(samples);
            seconds.add(threads.end().getOrDefault(THREAD, 0.0) / samples);
        }
        seconds.sort(null);
        return seconds;
    }

    private static int containersSeen(int port, int least) throws IOException {
        long seen =
                page(port).lines().filter(line -> line.startsWith("container_last_seen{")).count();
        if (seen < least) {
            throw new IllegalStateException(seen + " of " + least + " are there");
        }
        return (int) seen;
    }

    /** Of the last sample, as the process itself says. */
    private static double wall(int port) throws IOException {
        var seconds = new ArrayList<Double>();
        for (int i = 0; i < 31; i++) {
            var found = SAMPLE.matcher(page(port));
            if (found.find()) {
                seconds.add(Double.valueOf(found.group(1)));
            }
        }
        seconds.sort(null);
        return seconds.get(seconds.size() / 2);
    }

    /** What {@code docker stats --no-stream} asks, without the second that it waits. */
    private void stats(PrivateDockerd dockerd, List<String> ids) throws IOException {
        ask(dockerd, ids);
        var pids = runtimePids(dockerd);
        double cpuBefore = cpuSeconds(pids);
        long begun = System.nanoTime();
        for (int i = 0; i < STATS_ROUNDS; i++) {
            ask(dockerd, ids);
        }
        double wall = (System.nanoTime() - begun) / 1e9 / STATS_ROUNDS;
        double cpu = (cpuSeconds(pids) - cpuBefore) / STATS_ROUNDS;
        row("Docker: CPU of one statistics call each", cpu * 1e3, "ms");
        row("Docker: CPU of it, a container", cpu / ids.size() * 1e6, "µs");
        row("Docker: on the wall, all at once", wall * 1e3, "ms");
        double resident = pids.stream().mapToDouble(Measured::residentMegabytes).sum();
        row("Docker: RSS, shims included", resident, "MB");
    }

    /** All at once, as Docker's own tool does: one call alone may take a second. */
    private static void ask(PrivateDockerd dockerd, List<String> ids) {
        var failed = new AtomicReference<@Nullable Throwable>();
        try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String id : ids) {
                var _ =
                        calls.submit(
                                () -> {
                                    try (var client = new UnixHttpClient(dockerd.socket())) {
                                        client.exchange(stats(id), PATIENCE);
                                    } catch (IOException e) {
                                        failed.set(e);
                                    }
                                });
            }
        }
        if (failed.get() != null) {
            throw new IllegalStateException("Docker does not say", failed.get());
        }
    }

    private static Request stats(String id) {
        return Request.get(
                Target.of("containers", id, "stats")
                        .with("stream", "false")
                        .with("one-shot", "true"));
    }

    /** The daemon, its containerd, and the shims, who answer it. */
    private static List<Long> runtimePids(PrivateDockerd dockerd) {
        var containerd = dockerd.containerdState().resolveSibling("").toString();
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> pid == dockerd.pid() || isOf(containerd, pid))
                .toList();
    }

    private static boolean isOf(String folder, long pid) {
        try {
            return Files.readString(
                            Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .contains(folder);
        } catch (IOException _) {
            return false; // It ended.
        }
    }

    private static double cpuSeconds(List<Long> pids) {
        return pids.stream().mapToDouble(Measured::cpuSeconds).sum();
    }

    private static String page(int port) throws IOException {
        var url = URI.create("http://127.0.0.1:" + port + "/metrics").toURL();
        try (var in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void row(String what, double value, String unit) {
        out.accept(String.format(Locale.ROOT, "| %s | %.2f %s |", what, value, unit));
    }
}
