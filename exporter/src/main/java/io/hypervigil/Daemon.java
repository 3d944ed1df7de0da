package io.hypervigil;

import io.hypervigil.build.BuildInfo;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.ListenAddress;
import io.hypervigil.config.QuerySection;
import io.hypervigil.exposition.MetricsPage;
import io.hypervigil.exposition.OwnMetrics;
import io.hypervigil.exposition.ReloadMetrics;
import io.hypervigil.judging.Judge;
import io.hypervigil.judging.JudgingPlan;
import io.hypervigil.promql.engine.Engine;
import io.hypervigil.promql.engine.EngineOptions;
import io.hypervigil.promql.syntax.ParserOptions;
import io.hypervigil.sampling.CollectorStatus;
import io.hypervigil.sampling.Sampler;
import io.hypervigil.sampling.Snapshot;
import io.hypervigil.sampling.Ticker;
import io.hypervigil.web.Monitored;
import io.hypervigil.web.WebMetrics;
import io.hypervigil.web.WebServer;
import io.hypervigil.web.alerts.AlertmanagerPages;
import io.hypervigil.web.alerts.LinkedPages;
import io.hypervigil.web.api.PrometheusApi;
import io.hypervigil.web.api.QuerySettings;
import io.hypervigil.web.listen.WebListeners;
import io.hypervigil.web.security.WebSecurity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running process: listens first, opens its sources after, and puts itself together anew when
 * the configuration is read again.
 *
 * <p>Thread: any.
 */
final class Daemon implements Monitored, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Daemon.class);

    /** How long requests under way may take once the process is told to end. */
    private static final Duration REQUESTS_END = Duration.ofMillis(1_500);

    /** The same, after their sources were closed under them. */
    private static final Duration REQUESTS_CUT = Duration.ofSeconds(1);

    /** How long a query of a rule may take to notice that nobody wants it any more. */
    private static final Duration RULES_END = Duration.ofSeconds(1);

    /** How long a disk may take for the window. */
    private static final Duration WINDOW_WRITTEN = Duration.ofSeconds(10);

    private final SettingsLoader loader;
    private final InstantSource clock;
    private final ReloadMetrics reloads;
    private final MetricsPage page = new MetricsPage(() -> samples(_ -> true, Duration.ZERO));
    private final HostName hostName;
    private final History history;
    private volatile Running running;
    private final Engine engine;
    private final Judging judging;
    private @Nullable WebServer server;
    private @Nullable OwnMetrics ownMetrics;

    private record Running(DaemonSettings settings, Sampler sampler) {}

    /** Reads the configuration again. */
    @FunctionalInterface
    interface SettingsLoader {

        /**
         * @throws SettingsException where it is refused or cannot be read
         */
        DaemonSettings load() throws SettingsException;
    }

    private Daemon(
            DaemonSettings settings,
            SettingsLoader loader,
            WebListeners listeners,
            InstantSource clock)
            throws SettingsException {
        this.loader = loader;
        this.clock = clock;
        this.reloads = new ReloadMetrics(clock);
        this.hostName = HostName.read(settings.roots().files());
        this.history =
                new History(
                        settings.configuration().window(),
                        hostName.instance(listeners.urls().getFirst()),
                        page,
                        this::statuses,
                        clock);
        this.engine = new Engine(options(settings.configuration().query()));
        this.judging =
                new Judging(
                        settings.configuration(),
                        listeners.urls().getFirst(),
                        new Judge.Parts(
                                engine,
                                history.window(),
                                this::statuses,
                                history.recorder()::hasBegun,
                                BuildInfo.load(),
                                clock));
        page.addOwn(judging::rules);
        page.addOwn(judging::telling);
        this.running = new Running(settings, sampler(settings));
    }

    /** Starts listening, then the collectors, then the rest. */
    static Daemon start(
            DaemonSettings settings,
            SettingsLoader loader,
            WebSecurity security,
            WebListeners listeners,
            InstantSource clock)
            throws SettingsException {
        var daemon = new Daemon(settings, loader, listeners, clock);
        daemon.start(security, listeners);
        return daemon;
    }

    private synchronized void start(WebSecurity security, WebListeners listeners) {
        var build = BuildInfo.load();
        server =
                WebServer.start(
                        running.settings.web(),
                        build,
                        page,
                        this,
                        List.of(
                                api(build, listeners),
                                new AlertmanagerPages(judging::api, isLocal(running.settings)),
                                new LinkedPages()),
                        clock,
                        listeners);
        running.sampler.start();
        // Micrometer takes 50 ms to load: the first answer does not wait for it.
        var own = new OwnMetrics(page);
        own.bind();
        reloads.bindTo(own.registry());
        WebMetrics.bind(own.registry(), security, listeners);
        ownMetrics = own;
        history.start();
        judging.start();
    }

    /** Whether nobody can reach this process from another host. */
    private static boolean isLocal(DaemonSettings settings) {
        return settings.configuration().web().addresses().stream().allMatch(ListenAddress::isLocal);
    }

    private static EngineOptions options(QuerySection query) {
        return new EngineOptions(
                query.enableExperimental() ? ParserOptions.EVERYTHING : ParserOptions.STABLE,
                query.lookbackDelta(),
                EngineOptions.STANDARD.subqueryStep(),
                false,
                false);
    }

    private PrometheusApi api(BuildInfo build, WebListeners listeners) {
        var settings = running.settings;
        var query = settings.configuration().query();
        var facts =
                new Facts(
                        hostName,
                        history,
                        listeners.urls().getFirst() + settings.web().telemetryPath(),
                        reloads.lastSuccess(),
                        () -> running.settings,
                        reloads);
        return new PrometheusApi(
                engine,
                history.window(),
                new QuerySettings(query.timeout(), query.maxSamples(), query.maxConcurrency()),
                facts,
                judging,
                build,
                clock);
    }

    /** How each listener is reached. */
    synchronized List<String> urls() {
        return server == null ? List.of() : server.urls();
    }

    @Override
    public List<Samples> samples(Predicate<String> isWanted, Duration patience) {
        return running.sampler.snapshots(isWanted, patience).stream()
                .map(Snapshot::samples)
                .toList();
    }

    @Override
    public void sampleAhead(Predicate<String> isWanted) {
        running.sampler.sampleAhead(isWanted);
    }

    @Override
    public List<CollectorStatus> statuses() {
        return running.sampler.statuses();
    }

    @Override
    public boolean isOn(Group group) {
        return running.settings.isOn().test(group);
    }

    @Override
    public boolean isReady() {
        return running.sampler.isReady();
    }

    @Override
    public synchronized void reload() throws ReloadFailed {
        DaemonSettings settings;
        JudgingPlan plan;
        try {
            settings = loader.load();
            plan = judging.prepare(settings.configuration());
        } catch (SettingsException e) {
            reloads.failed();
            LOGGER.atError()
                    .addKeyValue("error", e.getMessage())
                    .log("new configuration is refused, the old one stays in force");
            throw new ReloadFailed(String.valueOf(e.getMessage()));
        }
        var old = running;
        if (!settings.isSameUntilRestart(old.settings)) {
            LOGGER.atWarn()
                    .log(
                            "settings of web server, window and queries, and alerting.path, change"
                                    + " with a restart only");
        }
        // The old sources let go first: no two may write the same series.
        old.sampler.close();
        var fresh = new Running(settings, sampler(settings));
        running = fresh;
        fresh.sampler.start();
        judging.judge(settings.configuration(), plan);
        reloads.succeeded();
        LOGGER.atInfo().log("configuration reloaded");
    }

    /**
     * Finishes what is under way, closes the sources, and writes the window to disk: is back within
     * 5 s whatever source hangs, within 15 s where the disk does.
     */
    @Override
    public synchronized void close() {
        var listening = server;
        if (listening != null) {
            var serving = Threads.start("close-web", listening::close);
            if (!ended(serving, REQUESTS_END)) {
                LOGGER.atInfo().log("requests under way are answered with what is there");
            }
            running.sampler.close();
            if (!ended(serving, REQUESTS_CUT)) {
                LOGGER.atWarn().log("a request did not end in time");
            }
            if (!ended(Threads.start("close-rules", judging::close), RULES_END)) {
                LOGGER.atWarn().log("rules did not end in time");
            }
            if (!ended(Threads.start("close-window", history::close), WINDOW_WRITTEN)) {
                LOGGER.atError().log("disk is too slow, the last minutes of the window are lost");
            }
        }
        if (ownMetrics != null) {
            ownMetrics.close();
        }
    }

    private static boolean ended(Thread thread, Duration within) {
        try {
            return thread.join(within);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Sampler sampler(DaemonSettings settings) {
        return new Sampler(
                settings.collectors(),
                settings.roots()::files,
                clock,
                Ticker.SYSTEM,
                history.recorder());
    }
}
