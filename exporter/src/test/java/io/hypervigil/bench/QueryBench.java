package io.hypervigil.bench;

import static java.util.Objects.requireNonNull;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.peers.Peers;
import io.hypervigil.peers.promql.LoadedSeries;
import io.hypervigil.peers.promql.RemoteWrite;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.SeriesRef;
import io.hypervigil.tsdb.WindowSettings;
import io.hypervigil.tsdb.snapshot.Snapshots;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * {@code ./bench promql}: the same queries, asked in turn of the process as it is shipped, which
 * goes on sampling this host, and of a real Prometheus that holds the same samples and scrapes
 * nothing, both of them over HTTP.
 */
final class QueryBench {

    /** So long ago that the last sample is of now: both would forget older ones. */
    private static final long START_MILLIS =
            InstantSource.system().millis() / BenchSeries.STEP_MILLIS * BenchSeries.STEP_MILLIS
                    - BenchSeries.SAMPLES * BenchSeries.STEP_MILLIS;

    private static final long END_MILLIS =
            START_MILLIS + (BenchSeries.SAMPLES - 1) * BenchSeries.STEP_MILLIS + 1;

    private static final long WARM_UP_NANOS = Duration.ofMillis(700).toNanos();
    private static final int ROUNDS = 25;

    /** Templates of upstream's benchmark; {@code M} is the metric. */
    private static final List<String> EXPRESSIONS =
            List.of(
                    "M",
                    "rate(M[5m])",
                    "sum by (x) (rate(M[5m]))",
                    "sum without (l) (rate(M[5m]))",
                    "quantile_over_time(0.9, M[5m])",
                    "max_over_time(M[5m])",
                    "label_replace(M, \"l2\", \"$1\", \"l\", \"(.*)\")",
                    "topk(5, M)",
                    "sum(M)",
                    "M + on (l, x) M",
                    "M > 100");

    private final Consumer<String> out;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Double> ratios = new ArrayList<>();

    private record Side(URI root, long pid) {}

    /**
     * @param query the expression
     * @param series that it reads
     * @param steps of a range query; 1: an instant query
     */
    private record Case(String query, int series, int steps) {

        String path() {
            var expression = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
            return steps == 1
                    ? "/api/v1/query?" + expression + "&time=" + END_MILLIS / 1000.0
                    : "/api/v1/query_range?"
                            + expression
                            + "&start="
                            + seconds(75 * 60_000)
                            + "&end="
                            + END_MILLIS / 1000
                            + "&step="
                            + step();
        }

        private static String seconds(long afterStart) {
            return String.valueOf((START_MILLIS + afterStart) / 1000);
        }

        /** So that there are as many steps between the 75th minute and the end. */
        private double step() {
            return ((END_MILLIS - START_MILLIS) / 1000.0 - 75 * 60) / (steps - 1);
        }
    }

    QueryBench(Consumer<String> out) {
        this.out = out;
    }

    /**
     * @param ours the command line that starts the process
     */
    void run(Path folder, List<String> ours) throws Exception {
        int port = Peers.freePort();
        var state = Files.createDirectory(folder.resolve("state"));
        Snapshots.write(window(), state.resolve("window.snapshot"));
        var command = new ArrayList<>(ours);
        command.addAll(
                List.of(
                        "serve",
                        "--web.listen-address=127.0.0.1:" + port,
                        "--storage.tsdb.path=" + state,
                        "--storage.tsdb.retention.time=4h",
                        "--query.max-samples=50000000"));
        try (var part = RealPart.start(folder, "hypervigil", command);
                var theirs =
                        Peers.prometheus(
                                folder, "global: {}\n", "--web.enable-remote-write-receiver")) {
            RemoteWrite.load(theirs.root(), series());
            var us = new Side(URI.create("http://127.0.0.1:" + port), part.pid());
            var them = new Side(theirs.root(), theirs.part().pid());
            Eventually.get(
                    Duration.ofSeconds(60),
                    () -> ask(us, new Case("m", BenchSeries.SERIES, 1)) > 0);
            memory("loaded, before the queries", us, them);
            out.accept("| query | series | steps | Hypervigil | Prometheus | ratio |");
            out.accept("|---|---|---|---|---|---|");
            compare(us, them);
            memory("after the queries", us, them);
        }
    }

    /** Round by round, as it is sampled; left open, since closing ends the series. */
    private static SampleWindow window() {
        var window = new SampleWindow(WindowSettings.DEFAULT);
        var source = window.source("bench");
        var series = new SeriesRef[BenchSeries.count()];
        var values = new BenchSeries.Walk[series.length];
        for (int t = 0; t < BenchSeries.SAMPLES; t++) {
            source.begin(START_MILLIS + t * BenchSeries.STEP_MILLIS);
            for (int i = 0; i < series.length; i++) {
                if (t == 0) {
                    series[i] = requireNonNull(source.series(BenchSeries.labels(i)));
                    values[i] = new BenchSeries.Walk(i);
                }
                if (!source.append(series[i], values[i].next())) {
                    throw new IllegalStateException("refused: " + BenchSeries.labels(i));
                }
            }
            source.commit();
        }
        return window;
    }

    private static List<LoadedSeries> series() {
        var millis =
                IntStream.range(0, BenchSeries.SAMPLES)
                        .mapToLong(i -> START_MILLIS + i * BenchSeries.STEP_MILLIS)
                        .toArray();
        return IntStream.range(0, BenchSeries.count())
                .mapToObj(
                        i -> new LoadedSeries(BenchSeries.labels(i), millis, BenchSeries.values(i)))
                .toList();
    }

    private void compare(Side us, Side them) throws Exception {
        var cases = cases();
        // What is compiled while it runs is compared only when it is.
        for (Case question : cases) {
            warmUp(us, question);
            warmUp(them, question);
        }
        for (Case question : cases) {
            compare(us, them, question);
        }
        out.accept("");
        double logs = ratios.stream().mapToDouble(Math::log).average().orElseThrow();
        out.accept(
                String.format(
                        Locale.ROOT,
                        "Geometric mean of the ratios: %.2f; the worst: %.2f.",
                        Math.exp(logs),
                        Collections.max(ratios)));
    }

    private static List<Case> cases() {
        var cases = new ArrayList<Case>();
        for (String expression : EXPRESSIONS) {
            cases.add(new Case(expression.replace("M", "few"), BenchSeries.FEW, 1));
            cases.add(new Case(expression.replace("M", "m"), BenchSeries.SERIES, 1));
            cases.add(new Case(expression.replace("M", "few"), BenchSeries.FEW, 1000));
        }
        // 300 samples a series.
        cases.add(new Case("sum by (x) (rate(m[75m]))", BenchSeries.SERIES, 1));
        cases.add(new Case("sum by (x) (rate(m[5m]))", BenchSeries.SERIES, 1000));
        cases.add(new Case("rate(m[5m])", BenchSeries.SERIES, 100));
        return cases;
    }

    private void compare(Side us, Side them, Case question) throws Exception {
        warmUp(us, question);
        warmUp(them, question);
        var ours = new long[ROUNDS];
        var theirs = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            ours[i] = ask(us, question);
            theirs[i] = ask(them, question);
        }
        double mine = median(ours);
        double other = median(theirs);
        ratios.add(mine / other);
        out.accept(
                String.format(
                        Locale.ROOT,
                        "| `%s` | %,d | %,d | %.2f ms | %.2f ms | %.2f |",
                        question.query().replace("|", "\\|"),
                        question.series(),
                        question.steps(),
                        mine,
                        other,
                        mine / other));
    }

    private void warmUp(Side side, Case question) throws IOException, InterruptedException {
        long end = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() < end) {
            ask(side, question);
        }
    }

    /** The time until the last byte of the answer is here, in nanoseconds. */
    private long ask(Side side, Case question) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var response =
                client.send(
                        HttpRequest.newBuilder(URI.create(side.root + question.path())).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        long took = System.nanoTime() - begun;
        if (response.statusCode() != 200) {
            throw new IOException(
                    question + ": " + new String(response.body(), StandardCharsets.UTF_8));
        }
        return took;
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }

    private void memory(String when, Side us, Side them) throws IOException {
        double mine = Measured.residentMegabytes(us.pid);
        double other = Measured.residentMegabytes(them.pid);
        out.accept(
                String.format(
                        Locale.ROOT,
                        "Resident memory, %s: Hypervigil %.0f MB, Prometheus %.0f MB, ratio %.2f.%n",
                        when,
                        mine,
                        other,
                        mine / other));
    }
}
