package io.hypervigil.bench;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A program that judges by a file of rules, which is read again when it changes. */
final class RuleJudge {

    private static final Duration LOOK = Duration.ofMillis(300);
    private static final Duration START = Duration.ofSeconds(90);

    private final String name;
    private final Metrics metrics;
    private final URI page;
    private final Path rules;
    private final List<RealPart> parts;

    /**
     * Where a program tells of its passes.
     *
     * @param count grows with each pass
     * @param seconds that the last took, or all of them
     * @param isSum whether it is all of them
     */
    record Metrics(String count, String seconds, boolean isSum) {

        static final Metrics PROMETHEUS =
                new Metrics(
                        "prometheus_rule_group_last_evaluation_timestamp_seconds",
                        "prometheus_rule_group_last_duration_seconds",
                        false);
        static final Metrics VMALERT =
                new Metrics(
                        "vmalert_iteration_duration_seconds_count",
                        "vmalert_iteration_duration_seconds_sum",
                        true);
    }

    /** Passes that were looked at. */
    record Passes(int count, double medianSeconds, double cpuSeconds, double residentMegabytes) {

        double cpuSecondsAPass() {
            return cpuSeconds / count;
        }
    }

    /**
     * @param parts the first reads the rules; all of them are what it takes
     */
    RuleJudge(String name, Metrics metrics, URI page, Path rules, List<RealPart> parts) {
        this.name = name;
        this.metrics = metrics;
        this.page = page;
        this.rules = rules;
        this.parts = List.copyOf(parts);
    }

    String name() {
        return name;
    }

    /** Judges by other rules from now on. */
    void judge(String text) throws IOException {
        Files.writeString(rules, text);
        var run =
                RealPart.run(
                        Path.of("").toAbsolutePath(),
                        "",
                        List.of("kill", "-HUP", String.valueOf(parts.getFirst().pid())));
        if (run.exitCode() != 0) {
            throw new IOException(name + ": " + run.output());
        }
    }

    /** Lets it run for a while, then looks at its passes for another. */
    Passes measure(Duration warmUp, Duration measured) throws Exception {
        Eventually.get(START, this::read);
        LockSupport.parkNanos(warmUp.toNanos());
        var taken = new ArrayList<Double>();
        var last = read();
        double cpu = cpuSeconds();
        long end = System.nanoTime() + measured.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
            var now = read();
            if (now.count > last.count) {
                taken.add(
                        metrics.isSum
                                ? (now.seconds - last.seconds) / (now.count - last.count)
                                : now.seconds);
            }
            last = now;
        }
        Collections.sort(taken);
        return new Passes(
                taken.size(),
                taken.get(taken.size() / 2),
                cpuSeconds() - cpu,
                parts.stream().mapToDouble(p -> Measured.residentMegabytes(p.pid())).sum());
    }

    private double cpuSeconds() {
        return parts.stream().mapToDouble(part -> Measured.cpuSeconds(part.pid())).sum();
    }

    private record Reading(double count, double seconds) {}

    private Reading read() throws IOException {
        try (var in = page.toURL().openStream()) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Reading(value(text, metrics.count), value(text, metrics.seconds));
        }
    }

    private double value(String text, String metric) throws IOException {
        return text.lines()
                .filter(line -> line.startsWith(metric + "{") && line.contains("bench\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new IOException(name + " shows no " + metric));
    }
}
