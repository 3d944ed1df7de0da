package io.hypervigil.bench;

import static java.util.Objects.requireNonNull;

import io.hypervigil.bench.RuleJudge.Metrics;
import io.hypervigil.bench.RuleJudge.Passes;
import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.peers.Peers;
import io.hypervigil.peers.promql.LoadedSeries;
import io.hypervigil.peers.promql.RemoteWrite;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.SeriesRef;
import io.hypervigil.tsdb.WindowSettings;
import io.hypervigil.tsdb.snapshot.Snapshots;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * {@code ./bench rules}: the same rules over the same samples, by the process as it is shipped,
 * which goes on sampling this host, by a real Prometheus, and by vmalert with VictoriaMetrics where
 * they are here; one after the other, since each would take the others' cores. Rules look ten
 * minutes back, at samples that were loaded before the first.
 */
final class RulesBench {

    private static final Duration OFFSET = Duration.ofMinutes(10);
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(30);

    /** From one pass to the next, by the number of rules. */
    private static final Map<Integer, Duration> INTERVALS =
            new LinkedHashMap<>(Map.of(100, Duration.ofSeconds(1), 1_000, Duration.ofSeconds(3)));

    private final Consumer<String> out;
    private final Path folder;
    private final List<RealPart> parts = new ArrayList<>();
    private final long startMillis =
            InstantSource.system().millis() / BenchSeries.STEP_MILLIS * BenchSeries.STEP_MILLIS
                    - RuleText.SAMPLES * BenchSeries.STEP_MILLIS;

    RulesBench(Consumer<String> out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /**
     * @param ours the command line that starts the process
     */
    void run(List<String> ours) throws Exception {
        try {
            var judges = new ArrayList<RuleJudge>();
            judges.add(hypervigil(ours));
            judges.add(prometheus());
            if (RealPart.find("vmalert").isPresent()
                    && RealPart.find("victoria-metrics").isPresent()) {
                judges.add(vmalert());
            }
            out.accept("| rules | | a pass | CPU a pass | RSS | a pass over Prometheus' |");
            out.accept("|---|---|---|---|---|---|");
            for (int rules : INTERVALS.keySet().stream().sorted().toList()) {
                compare(rules, judges);
            }
        } finally {
            parts.reversed().forEach(RealPart::close);
        }
    }

    private void compare(int rules, List<RuleJudge> judges) throws Exception {
        var interval = requireNonNull(INTERVALS.get(rules));
        var passes = new LinkedHashMap<String, Passes>();
        for (RuleJudge judge : judges) {
            boolean isVmalert = judge.name().startsWith("vmalert");
            var offset = isVmalert ? Duration.ZERO : OFFSET;
            judge.judge(RuleText.file(rules, interval, offset));
            passes.put(judge.name(), judge.measure(WARM_UP, MEASURED));
            judge.judge(RuleText.file(0, interval, offset));
        }
        double theirs = requireNonNull(passes.get("Prometheus")).medianSeconds();
        passes.forEach(
                (name, measured) ->
                        out.accept(
                                String.format(
                                        Locale.ROOT,
                                        "| %,d | %s | %.1f ms | %.1f ms | %.0f MB | %.2f |",
                                        rules,
                                        name,
                                        measured.medianSeconds() * 1e3,
                                        measured.cpuSecondsAPass() * 1e3,
                                        measured.residentMegabytes(),
                                        measured.medianSeconds() / theirs)));
    }

    private RealPart start(Path home, String name, List<String> command) {
        var part = RealPart.start(home, name, command);
        parts.add(part);
        return part;
    }

    private Path rules(Path home) throws Exception {
        return Files.writeString(
                home.resolve("rules.yml"), RuleText.file(0, Duration.ofSeconds(1), Duration.ZERO));
    }

    private RuleJudge hypervigil(List<String> ours) throws Exception {
        var home = Files.createDirectory(folder.resolve("hypervigil"));
        Snapshots.write(window(), home.resolve("window.snapshot"));
        int port = Peers.freePort();
        var root = URI.create("http://127.0.0.1:" + port);
        var rules = rules(home);
        var command = new ArrayList<>(ours);
        command.addAll(
                List.of(
                        "--web.listen-address=127.0.0.1:" + port,
                        "--storage.tsdb.path=" + home,
                        "--alerting.packs=none",
                        "--alerting.rule-files=" + rules));
        var part = start(home, "hypervigil", command);
        Eventually.get(Duration.ofSeconds(60), () -> Peers.ok(root.resolve("/-/ready")));
        return new RuleJudge(
                "Hypervigil", Metrics.PROMETHEUS, root.resolve("/metrics"), rules, List.of(part));
    }

    private RuleJudge prometheus() throws Exception {
        var home = Files.createDirectory(folder.resolve("prometheus"));
        var rules = rules(home);
        var server =
                Peers.prometheus(
                        home,
                        "rule_files: [" + rules + "]\n",
                        "--web.enable-remote-write-receiver");
        parts.add(server.part());
        RemoteWrite.load(server.root(), series());
        return new RuleJudge(
                "Prometheus",
                Metrics.PROMETHEUS,
                server.root().resolve("/metrics"),
                rules,
                List.of(server.part()));
    }

    private RuleJudge vmalert() throws Exception {
        var home = Files.createDirectory(folder.resolve("vmalert"));
        var store = URI.create("http://127.0.0.1:" + Peers.freePort());
        var stored =
                start(
                        home,
                        "victoria-metrics",
                        List.of(
                                "victoria-metrics",
                                "-storageDataPath=" + home.resolve("data"),
                                "-httpListenAddr=127.0.0.1:" + store.getPort()));
        Eventually.get(Duration.ofSeconds(60), () -> Peers.ok(store.resolve("/health")));
        RemoteWrite.load(store, series());
        var root = URI.create("http://127.0.0.1:" + Peers.freePort());
        var rules = rules(home);
        var part =
                start(
                        home,
                        "vmalert",
                        List.of(
                                "vmalert",
                                "-rule=" + rules,
                                "-datasource.url=" + store,
                                "-datasource.lookback=" + OFFSET.toMinutes() + "m",
                                "-datasource.queryTimeAlignment=false",
                                "-remoteWrite.url=" + store,
                                // Nothing fires, so nothing is sent.
                                "-notifier.url=" + store,
                                "-httpListenAddr=127.0.0.1:" + root.getPort()));
        Eventually.get(Duration.ofSeconds(60), () -> Peers.ok(root.resolve("/health")));
        return new RuleJudge(
                "vmalert, VictoriaMetrics",
                Metrics.VMALERT,
                root.resolve("/metrics"),
                rules,
                List.of(part, stored));
    }

    /** Round by round, as it is sampled; left open, since closing ends the series. */
    private SampleWindow window() {
        var window = new SampleWindow(WindowSettings.DEFAULT);
        var source = window.source("bench");
        var series = new SeriesRef[RuleText.SERIES];
        var values = new BenchSeries.Walk[series.length];
        for (int t = 0; t < RuleText.SAMPLES; t++) {
            source.begin(startMillis + t * BenchSeries.STEP_MILLIS);
            for (int i = 0; i < series.length; i++) {
                if (t == 0) {
                    series[i] = requireNonNull(source.series(RuleText.labels(i)));
                    values[i] = RuleText.walk(i);
                }
                if (!source.append(series[i], values[i].next())) {
                    throw new IllegalStateException("refused: " + RuleText.labels(i));
                }
            }
            source.commit();
        }
        return window;
    }

    private List<LoadedSeries> series() {
        var millis =
                IntStream.range(0, RuleText.SAMPLES)
                        .mapToLong(i -> startMillis + i * BenchSeries.STEP_MILLIS)
                        .toArray();
        return IntStream.range(0, RuleText.SERIES)
                .mapToObj(i -> new LoadedSeries(RuleText.labels(i), millis, values(i)))
                .toList();
    }

    private static double[] values(int index) {
        var walk = RuleText.walk(index);
        return IntStream.range(0, RuleText.SAMPLES).mapToDouble(_ -> walk.next()).toArray();
    }
}
