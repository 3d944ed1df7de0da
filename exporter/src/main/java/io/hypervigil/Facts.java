package io.hypervigil;

import io.hypervigil.collect.Family;
import io.hypervigil.exposition.ReloadMetrics;
import io.hypervigil.recording.OwnRounds;
import io.hypervigil.tsdb.WindowStatistics;
import io.hypervigil.web.api.ProcessFacts;
import io.hypervigil.web.api.ScrapeTarget;
import io.hypervigil.web.api.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What the API tells of the process beside its samples.
 *
 * <p>Thread: any.
 */
final class Facts implements ProcessFacts {

    private final HostName hostName;
    private final History history;
    private final String metricsUrl;
    private final Instant startedAt;
    private final Supplier<DaemonSettings> settings;
    private final ReloadMetrics reloads;

    /**
     * @param settings those in force
     */
    Facts(
            HostName hostName,
            History history,
            String metricsUrl,
            Instant startedAt,
            Supplier<DaemonSettings> settings,
            ReloadMetrics reloads) {
        this.hostName = hostName;
        this.history = history;
        this.metricsUrl = metricsUrl;
        this.startedAt = startedAt;
        this.settings = settings;
        this.reloads = reloads;
    }

    @Override
    public List<Family> families() {
        return history.recorder().families();
    }

    @Override
    public String hostName() {
        return hostName.text();
    }

    @Override
    public ScrapeTarget target() {
        var last = history.own().last();
        return new ScrapeTarget(
                history.recorder().labels().labels(),
                metricsUrl,
                history.recorder().interval(),
                last.map(OwnRounds.LastRound::at),
                last.map(OwnRounds.LastRound::took).orElse(Duration.ZERO));
    }

    @Override
    public String configuration() {
        return settings.get().configuration().toYaml();
    }

    @Override
    public SortedMap<String, String> flags() {
        return new TreeMap<>(settings.get().configuration().flags());
    }

    @Override
    public Uptime uptime() {
        return new Uptime(startedAt, reloads.lastSuccess(), reloads.isLastSuccessful());
    }

    @Override
    public Duration retention() {
        return history.window().settings().retention();
    }

    @Override
    public WindowStatistics window(int top) {
        return history.window().statistics(top);
    }
}
