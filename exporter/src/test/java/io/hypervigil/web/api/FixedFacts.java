package io.hypervigil.web.api;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import io.hypervigil.tsdb.WindowStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A process that never changes, over the window of a test. */
public record FixedFacts(SampleWindow samples) implements ProcessFacts {

    private static final Group GROUP = Group.on("target", "what a scrape gave");
    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    /** Of an empty window. */
    public FixedFacts() {
        this(new SampleWindow(WindowSettings.DEFAULT));
    }

    @Override
    public List<Family> families() {
        return List.of(
                Family.counter(
                        GROUP, "http_requests_total", "Requests, by \"path\".", "path", "status"),
                Family.gauge(GROUP, "temperature_celsius", "How warm it is."),
                Family.untyped(GROUP, "up", "Whether it is there."));
    }

    @Override
    public String hostName() {
        return "host-1";
    }

    @Override
    public ScrapeTarget target() {
        return new ScrapeTarget(
                Labels.of("job", "hypervigil", "instance", "host-1:10048"),
                "http://host-1:10048/metrics",
                Duration.ofSeconds(15),
                Optional.of(START.plusMillis(1_500)),
                Duration.ofMillis(12));
    }

    @Override
    public String configuration() {
        return "web:\n  listen_addresses: [\"127.0.0.1:0\"]\n";
    }

    @Override
    public SortedMap<String, String> flags() {
        return new TreeMap<>(Map.of("web.enable-lifecycle", "false"));
    }

    @Override
    public Uptime uptime() {
        return new Uptime(START, START.plusSeconds(1), true);
    }

    @Override
    public Duration retention() {
        return Duration.ofHours(3);
    }

    @Override
    public WindowStatistics window(int top) {
        return samples.statistics(top);
    }
}
