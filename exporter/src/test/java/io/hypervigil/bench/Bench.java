package io.hypervigil.bench;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Permitted;
import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code ./bench scrape|start|promql|tsdb|gpu|libvirt|containers|rules}: prints Markdown. */
final class Bench {

    private static final int DEFAULT_ROUNDS = 2_000;
    private static final int WARM_UP = 500;
    private static final int STARTS = 7;

    /** A sample each 5 s. */
    private static final int DAY = 17_280;

    private final Path folder;
    private final int rounds;

    private Bench(Path folder, int rounds) {
        this.folder = folder;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds =
                arguments.length == 3 && arguments[1].equals("--rounds")
                        ? Integer.parseInt(arguments[2])
                        : DEFAULT_ROUNDS;
        var bench = new Bench(Files.createTempDirectory("hypervigil-bench"), rounds);
        bench.line(MachineSpeed.now());
        bench.line("");
        switch (arguments[0]) {
            case "scrape" -> bench.scrape();
            case "start" -> bench.start();
            case "promql" -> new QueryBench(bench::line).run(bench.folder, ours());
            case "gpu" ->
                    new GpuBench(bench::line, arguments.length == 3 ? rounds : DAY)
                            .run(bench.folder, ours("serve"), freePort());
            case "libvirt" ->
                    new LibvirtBench(bench::line, bench.folder)
                            .run(
                                    arguments.length == 3 ? rounds : LibvirtBench.GUESTS,
                                    ours("serve"));
            case "containers" ->
                    new ContainersBench(bench::line, bench.folder)
                            .run(
                                    arguments.length == 3 ? rounds : ContainersBench.CONTAINERS,
                                    ours("serve"));
            case "rules" -> {
                new RulesBench(bench::line, bench.folder).run(ours("serve"));
                bench.line("");
                boolean isQuick = arguments[arguments.length - 1].equals("--quick");
                new QuietBench(bench::line, bench.folder).run(ours("serve"), isQuick ? 2 : 6);
            }
            case "tsdb" -> new WindowBytes(bench::line).run();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private void scrape() throws Exception {
        line("| | p50 | p99 | CPU a scrape | RSS | page, gzipped |");
        line("|---|---|---|---|---|---|");
        scrape("every scrape samples", "--sampling.freshness=0s");
        scrape(
                "the same without what node_exporter leaves off",
                "--sampling.freshness=0s",
                "--no-collector.inventory",
                "--no-collector.interrupts",
                "--no-collector.ksmd",
                "--no-collector.meminfo_numa",
                "--no-collector.pcidevice",
                "--no-collector.processes",
                "--no-collector.systemd",
                "--no-collector.tcpstat");
        scrape("as shipped: fresh for 1 s");
        synthetic();
    }

    /** Both exporters, asked in turn. */
    private void scrape(String how, String... flags) throws Exception {
        int ourPort = freePort();
        int theirPort = freePort();
        var ourCommand = ours("serve", "--web.listen-address=127.0.0.1:" + ourPort);
        ourCommand.addAll(List.of(flags));
        try (var ours = RealPart.start(folder, "hypervigil", ourCommand);
                var theirs = RealPart.start(folder, "node_exporter", nodeExporter(theirPort));
                var us = connected("Hypervigil, " + how, ours.pid(), ourPort);
                var them = connected("node_exporter", theirs.pid(), theirPort)) {
            alternate(List.of(us, them));
            row(us);
            row(them);
            line(
                    String.format(
                            Locale.ROOT,
                            "| ratio | %.2f | %.2f | %.2f | %.2f | |",
                            ratio(us.quantile(0.5), them.quantile(0.5)),
                            ratio(us.quantile(0.99), them.quantile(0.99)),
                            us.cpuSecondsAPage() / them.cpuSecondsAPage(),
                            us.residentMegabytes() / them.residentMegabytes()));
        }
    }

    private void synthetic() throws Exception {
        int port = freePort();
        var command = java();
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("io.hypervigil.bench.SyntheticServer");
        command.add(String.valueOf(port));
        try (var server = RealPart.start(folder, "synthetic", command);
                var us = connected("10,000 series, all moving", server.pid(), port)) {
            alternate(List.of(us));
            row(us);
        }
    }

    private void alternate(List<Measured> servers) throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            for (Measured server : servers) {
                server.scrape();
            }
        }
        servers.forEach(Measured::begin);
        for (int i = 0; i < rounds; i++) {
            for (Measured server : servers) {
                server.scrape();
            }
        }
    }

    private void row(Measured server) {
        line(
                String.format(
                        Locale.ROOT,
                        "| %s | %.2f ms | %.2f ms | %.2f ms | %.0f MB | %.1f kB |",
                        server.name(),
                        server.quantile(0.5).toNanos() / 1e6,
                        server.quantile(0.99).toNanos() / 1e6,
                        server.cpuSecondsAPage() * 1e3,
                        server.residentMegabytes(),
                        server.pageBytes() / 1e3));
    }

    private void start() throws Exception {
        line("| | exec to first answer | exec to first complete scrape | RSS then |");
        line("|---|---|---|---|");
        var root = Path.of("..").toRealPath();
        startRow("cold: JDK, no cache", cold());
        startRow("`./run`: JDK, AOT cache", ours());
        startRow(
                "packaged: jlinked runtime, AOT cache",
                List.of(root.resolve(".run/jlink/bin/hypervigil").toString()));
    }

    private void startRow(String name, List<String> command) throws Exception {
        var firsts = new ArrayList<Duration>();
        var completes = new ArrayList<Duration>();
        double resident = 0;
        for (int i = 0; i < STARTS; i++) {
            int port = freePort();
            var full = new ArrayList<>(command);
            full.addAll(List.of("serve", "--web.listen-address=127.0.0.1:" + port));
            long begun = System.nanoTime();
            try (var process = RealPart.start(folder, "start", full)) {
                Eventually.get(
                        Duration.ofSeconds(30),
                        Duration.ofMillis(2),
                        () -> get(port, "/-/healthy"));
                firsts.add(Duration.ofNanos(System.nanoTime() - begun));
                Eventually.get(
                        Duration.ofSeconds(30), Duration.ofMillis(2), () -> get(port, "/-/ready"));
                get(port, "/metrics");
                completes.add(Duration.ofNanos(System.nanoTime() - begun));
                try (var measured = new Measured(name, process.pid(), port)) {
                    resident = measured.residentMegabytes();
                }
            }
        }
        firsts.sort(null);
        completes.sort(null);
        line(
                String.format(
                        Locale.ROOT,
                        "| %s | %d ms | %d ms | %.0f MB |",
                        name,
                        firsts.get(STARTS / 2).toMillis(),
                        completes.get(STARTS / 2).toMillis(),
                        resident));
    }

    private static boolean get(int port, String path) throws IOException {
        var url = java.net.URI.create("http://127.0.0.1:" + port + path).toURL();
        try (var in = url.openStream()) {
            in.readAllBytes();
            return true;
        }
    }

    private Measured connected(String name, long pid, int port) throws Exception {
        Eventually.get(Duration.ofSeconds(60), () -> get(port, "/metrics"));
        return new Measured(name, pid, port);
    }

    private static List<String> java() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Files.readAllLines(Path.of("../deploy/jvm.options")).stream()
                .filter(option -> !option.isBlank() && !option.startsWith("#"))
                .forEach(command::add);
        return command;
    }

    private static List<String> cold() throws IOException {
        var command = java();
        command.add("-cp");
        command.add(
                Path.of("target/hypervigil-exporter.jar").toRealPath()
                        + ":"
                        + Path.of("target/lib").toRealPath()
                        + "/*");
        command.add("io.hypervigil.Main");
        return command;
    }

    /** As users start it; {@code ./bench} has built it before. */
    private static List<String> ours(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(Path.of("../run").toRealPath().toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> nodeExporter(int port) {
        var program = RealPart.require("prometheus-node-exporter", "run .ci/peers");
        return List.of(
                program.toString(),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.disable-exporter-metrics");
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static double ratio(Duration one, Duration other) {
        return (double) one.toNanos() / other.toNanos();
    }

    /** At once, since a command that fails after an hour has told something until then. */
    @Permitted("prints its result")
    private void line(String text) {
        System.out.println(text);
    }
}
