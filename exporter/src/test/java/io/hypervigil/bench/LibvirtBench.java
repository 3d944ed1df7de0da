package io.hypervigil.bench;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.libvirt.jna.DecodeTimes;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.VirtConnection;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * {@code ./bench libvirt}: the libvirt collector beside Debian's prometheus-libvirt-exporter, on
 * the same libvirtd, one after the other, so that libvirtd's own CPU is known for each.
 */
final class LibvirtBench {

    /** Paused guests of the larger of the two hosts that have some, unless told otherwise. */
    static final int GUESTS = 200;

    private static final int FEW_GUESTS = 50;
    private static final int NODES = 1_000;

    /** How often Prometheus is taken to ask. */
    private static final Duration SCRAPE = Duration.ofSeconds(15);

    /** As fast as they may be, so that the compilers have soon seen two hours and more. */
    private static final String FAST_TIERS =
            """
            collectors:
              libvirt:
                tiers: { state: 1s, usage: 1s, block: 1s, rare: 1s }
            """;

    private static final String TIERS_AS_SHIPPED = "collectors: {}\n";
    private static final int FASTER = 15;

    /** As many pages and rounds as two hours have, of disks as four, of what is rare as eight. */
    private static final Duration WARM_UP = Duration.ofMinutes(8);

    /** Until what a new configuration has set to work is over: all descriptions are read anew. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    /** Enough for what is not about CPU. */
    private static final Duration SHORT_WARM_UP = Duration.ofSeconds(45);

    /** As many pages as a process has written after two hours. */
    private static final int OFTEN_WARM_UP = 600;

    private static final int PAGES_A_SECOND = 10;
    private static final Duration OFTEN = Duration.ofMillis(100);

    /** Two rounds of the slowest tier, four of the next, eight and 24. */
    private static final Duration WATCHED = Duration.ofMinutes(2);

    private static final double WATCHED_PAGES = WATCHED.dividedBy(SCRAPE);

    /** Two rounds of the slowest tier. */
    private static final Duration STOPPED = Duration.ofMinutes(2);

    private static final int THEIR_WARM_UP = 10;
    private static final int DECODE_ROUNDS = 300;
    private static final int RECORDS = 1_000;

    private static final Map<String, Duration> INTERVALS =
            Map.of(
                    "usage", Duration.ofSeconds(15),
                    "block", Duration.ofSeconds(30),
                    "rare", Duration.ofMinutes(1));

    private static final Pattern PASS =
            Pattern.compile(
                    "(?m)^hypervigil_probe_duration_seconds\\{collector=\"libvirt\","
                            + "probe=\"([^\"]*)\"} (\\S+)");
    private static final Pattern STAMP =
            Pattern.compile(
                    "(?m)^libvirt_domain_sample_timestamp_seconds\\{domain=\"([^\"]*)\","
                            + "tier=\"([^\"]*)\"} (\\S+)");

    private final Consumer<String> out;
    private final Path folder;

    LibvirtBench(Consumer<String> out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /**
     * @param ours how the process is started
     */
    void run(int guests, List<String> ours) throws Exception {
        try (var host = LibvirtHost.ofGuests(Math.min(FEW_GUESTS, guests))) {
            compare(host, Math.min(FEW_GUESTS, guests) + " paused guests", ours);
        }
        try (var host = LibvirtHost.ofGuests(guests)) {
            decode(host);
            compare(host, guests + " paused guests", ours);
            stuck(host, guests, ours);
        }
        try (var host = LibvirtHost.ofNodes(NODES)) {
            compare(host, NODES + " domains of the test driver", ours);
        }
    }

    private void compare(LibvirtHost host, String what, List<String> command) throws Exception {
        out.accept("| " + what + " | |");
        out.accept("|---|---|");
        double ours = ours(host, command);
        double theirs = theirs(host);
        row("our CPU over theirs, each 15 s", ours / theirs, "");
        out.accept("");
    }

    private double ours(LibvirtHost host, List<String> command) throws Exception {
        int port = Bench.freePort();
        var file = folder.resolve("tiers.yml");
        Files.writeString(file, FAST_TIERS);
        try (var process = start(host, command, port, "--config.file=" + file);
                var measured = new Measured("ours", process.pid(), port)) {
            watch(measured, WARM_UP, SCRAPE.dividedBy(FASTER));
            Files.writeString(file, TIERS_AS_SHIPPED);
            reload(port);
            watch(measured, SETTLED, SCRAPE);
            measured.begin();
            double daemonBefore = host.daemonCpuSeconds();
            var threads = ThreadCpu.watch(process.pid());
            watch(measured, WATCHED, SCRAPE);
            var byThread = threads.end();
            double cpu = measured.cpuSeconds() / WATCHED_PAGES;
            double daemon = (host.daemonCpuSeconds() - daemonBefore) / WATCHED_PAGES;
            for (var pass : passes(port).entrySet()) {
                row("ours: a pass of " + pass.getKey(), pass.getValue() * 1e3, "ms");
            }
            row("ours: CPU each 15 s, all tiers", cpu * 1e3, "ms");
            for (var role : byThread.entrySet()) {
                row("ours: of it, " + role.getKey(), role.getValue() / WATCHED_PAGES * 1e3, "ms");
            }
            row("ours: CPU of libvirtd each 15 s", daemon * 1e3, "ms");
            row("ours: a scrape, p50", measured.quantile(0.5).toNanos() / 1e6, "ms");
            row("ours: RSS", measured.residentMegabytes(), "MB");
            row("ours: page, gzipped", measured.pageBytes() / 1e3, "kB");
            return cpu;
        }
    }

    private static void watch(Measured measured, Duration time, Duration interval)
            throws IOException {
        for (long i = 0; i < time.dividedBy(interval); i++) {
            LockSupport.parkNanos(interval.toNanos());
            measured.scrapeAnew();
        }
    }

    private static void reload(int port) throws IOException {
        var url = URI.create("http://127.0.0.1:" + port + "/-/reload").toURL();
        var connection = (HttpURLConnection) url.openConnection();
        connection.setRequestMethod("POST");
        if (connection.getResponseCode() != 200) {
            throw new IOException(url + " answers " + connection.getResponseCode());
        }
    }

    private double theirs(LibvirtHost host) throws Exception {
        int port = Bench.freePort();
        var program =
                RealPart.require(
                        "prometheus-libvirt-exporter",
                        "apt-get install prometheus-libvirt-exporter");
        var command =
                List.of(
                        program.toString(),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--libvirt.uri=" + host.uri());
        try (var process = RealPart.start(folder, "libvirt-exporter", command);
                var measured = connected(process, port)) {
            measured.scrape(THEIR_WARM_UP);
            measured.begin();
            double daemonBefore = host.daemonCpuSeconds();
            watch(measured, WATCHED, SCRAPE);
            double daemon = (host.daemonCpuSeconds() - daemonBefore) / WATCHED_PAGES;
            double cpu = measured.cpuSeconds() / WATCHED_PAGES;
            row("theirs: CPU each 15 s, a scrape", cpu * 1e3, "ms");
            row("theirs: CPU of libvirtd each 15 s", daemon * 1e3, "ms");
            row("theirs: a scrape, p50", measured.quantile(0.5).toNanos() / 1e6, "ms");
            row("theirs: RSS", measured.residentMegabytes(), "MB");
            row("theirs: page, gzipped", measured.pageBytes() / 1e3, "kB");
            row("theirs: domains on the page", (double) domains(page(port, "")), "");
            return cpu;
        }
    }

    private static Measured connected(RealPart process, int port) throws Exception {
        return Eventually.get(
                Duration.ofSeconds(30), () -> new Measured("theirs", process.pid(), port));
    }

    private void decode(LibvirtHost host) throws Exception {
        try (var connection = VirtConnection.open(host.uri(), true)) {
            var record = connection.statsOfAll(EnumSet.allOf(StatsGroup.class)).getFirst();
            var times = new DecodeTimes(record, RECORDS);
            var _ = times.median(DECODE_ROUNDS);
            out.accept("| " + RECORDS + " records of " + record.values().names().size() + " | |");
            out.accept("|---|---|");
            row("decode", times.median(DECODE_ROUNDS).toNanos() / 1e6, "ms");
            out.accept("");
        }
    }

    /** One QEMU is stopped while it is being watched. */
    private void stuck(LibvirtHost host, int guests, List<String> command) throws Exception {
        int port = Bench.freePort();
        try (var process = start(host, command, port);
                var measured = new Measured("ours", process.pid(), port)) {
            watch(measured, SHORT_WARM_UP, SCRAPE);
            measured.scrapeAnew();
            measured.scrape(OFTEN_WARM_UP, OFTEN);
            var stopped = host.stop();
            measured.begin();
            Map<String, Double> oldest = new TreeMap<>();
            Map<String, Integer> fewest = new TreeMap<>();
            for (long second = 0; second < STOPPED.toSeconds(); second++) {
                measured.scrape(PAGES_A_SECOND, OFTEN);
                age(page(port, "/libvirt"), stopped, oldest, fewest);
            }
            out.accept("| one of " + guests + " QEMUs stopped, for 120 s | |");
            out.accept("|---|---|");
            for (var tier : oldest.entrySet()) {
                row(
                        "oldest sample of another domain, tier " + tier.getKey(),
                        tier.getValue(),
                        "s (two intervals: "
                                + 2
                                        * INTERVALS
                                                .getOrDefault(tier.getKey(), Duration.ZERO)
                                                .toSeconds()
                                + " s)");
                row(
                        "fewest other domains with a sample, tier " + tier.getKey(),
                        fewest.getOrDefault(tier.getKey(), 0),
                        "");
            }
            row("scrape, p50", measured.quantile(0.5).toNanos() / 1e6, "ms");
            row("scrape, p99", measured.quantile(0.99).toNanos() / 1e6, "ms");
            row("scrape, slowest", measured.quantile(1).toNanos() / 1e6, "ms");
            out.accept("");
        }
    }

    private static void age(
            String page, String stopped, Map<String, Double> oldest, Map<String, Integer> fewest) {
        double now = InstantSource.system().millis() / 1e3;
        Map<String, HashSet<String>> seen = new TreeMap<>();
        STAMP.matcher(page)
                .results()
                .filter(found -> !found.group(1).equals(stopped))
                .forEach(
                        found -> {
                            var tier = found.group(2);
                            double age = now - Double.parseDouble(found.group(3));
                            oldest.merge(tier, age, Math::max);
                            seen.computeIfAbsent(tier, _ -> new HashSet<>()).add(found.group(1));
                        });
        seen.forEach((tier, domains) -> fewest.merge(tier, domains.size(), Math::min));
    }

    private RealPart start(LibvirtHost host, List<String> ours, int port, String... flags)
            throws Exception {
        var command = new ArrayList<>(ours);
        command.addAll(List.of(flags));
        command.addAll(
                List.of(
                        "--no-collector.host",
                        "--no-collector.nvml",
                        "--no-collector.containers",
                        "--no-collector.kubernetes",
                        "--no-alerting.enabled",
                        "--web.enable-lifecycle",
                        "--libvirt.uri=" + host.uri(),
                        "--web.listen-address=127.0.0.1:" + port));
        return RealPart.start(folder, "hypervigil-libvirt", command)
                .once(
                        Duration.ofSeconds(90),
                        () -> {
                            if (!passes(port).containsKey("block")) {
                                throw new IllegalStateException("not all tiers are sampled yet");
                            }
                            return true;
                        });
    }

    private static Map<String, Double> passes(int port) throws IOException {
        var passes = new TreeMap<String, Double>();
        PASS.matcher(page(port, "/libvirt"))
                .results()
                .forEach(found -> passes.put(found.group(1), Double.valueOf(found.group(2))));
        return passes;
    }

    private static long domains(String page) {
        return page.lines()
                .filter(line -> line.startsWith("libvirt_domain_info_virtual_cpus{"))
                .count();
    }

    private static String page(int port, String path) throws IOException {
        var url = URI.create("http://127.0.0.1:" + port + "/metrics" + path).toURL();
        try (var in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void row(String what, double value, String unit) {
        out.accept(String.format(Locale.ROOT, "| %s | %.2f %s |", what, value, unit));
    }
}
