package io.hypervigil.peers.promql;

import io.hypervigil.alerting.group.GroupView;
import io.hypervigil.build.BuildInfo;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Samples;
import io.hypervigil.config.ListenAddress;
import io.hypervigil.exposition.MetricsPage;
import io.hypervigil.promql.engine.Engine;
import io.hypervigil.promql.engine.EngineOptions;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.promql.syntax.ParserOptions;
import io.hypervigil.sampling.CollectorStatus;
import io.hypervigil.web.Monitored;
import io.hypervigil.web.WebServer;
import io.hypervigil.web.WebSettings;
import io.hypervigil.web.api.FixedFacts;
import io.hypervigil.web.api.Judgement;
import io.hypervigil.web.api.ProcessFacts;
import io.hypervigil.web.api.PrometheusApi;
import io.hypervigil.web.api.QuerySettings;
import io.hypervigil.web.listen.HttpLimits;
import io.hypervigil.web.listen.ListenException;
import io.hypervigil.web.listen.WebListeners;
import io.hypervigil.web.security.WebSecurity;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/** The real web server with the query API over the samples of a test, on a port of its own. */
public final class OurApi implements AutoCloseable {

    private static final QuerySettings WIDE =
            new QuerySettings(Duration.ofMinutes(2), 50_000_000, 4);

    private static final Judgement NO_RULES =
            new Judgement() {
                @Override
                public List<GroupView> groups() {
                    return List.of();
                }

                @Override
                public List<String> alertmanagers() {
                    return List.of();
                }
            };

    private final WebServer server;
    private final URI root;

    private OurApi(WebServer server) {
        this.server = server;
        this.root = URI.create(server.urls().getFirst());
    }

    /** With everything switched on, and room for large queries. */
    public static OurApi over(Queryable data) throws ListenException {
        var everything =
                new EngineOptions(
                        ParserOptions.EVERYTHING,
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(1),
                        false,
                        false);
        return over(data, everything, WIDE, new FixedFacts(), InstantSource.system());
    }

    public static OurApi over(
            Queryable data,
            EngineOptions options,
            QuerySettings settings,
            ProcessFacts facts,
            InstantSource clock)
            throws ListenException {
        return over(data, options, settings, facts, NO_RULES, clock);
    }

    /** With rules that are judged. */
    public static OurApi over(
            Queryable data,
            EngineOptions options,
            QuerySettings settings,
            ProcessFacts facts,
            Judgement judgement,
            InstantSource clock)
            throws ListenException {
        var build = new BuildInfo("0.1.0", "abc");
        var api =
                new PrometheusApi(
                        new Engine(options), data, settings, facts, judgement, build, clock);
        return new OurApi(
                WebServer.start(
                        new WebSettings("/metrics", 40, false, false),
                        build,
                        new MetricsPage(List::of),
                        new NothingMonitored(),
                        List.of(api),
                        clock,
                        WebListeners.open(
                                List.of(ListenAddress.parse("127.0.0.1:0")),
                                HttpLimits.DEFAULT,
                                WebSecurity.none())));
    }

    /** Where it listens. */
    public URI root() {
        return root;
    }

    @Override
    public void close() {
        server.close();
    }

    private static final class NothingMonitored implements Monitored {

        @Override
        public List<Samples> samples(Predicate<String> isWanted, Duration patience) {
            return List.of();
        }

        @Override
        public void sampleAhead(Predicate<String> isWanted) {
            // Nothing is sampled.
        }

        @Override
        public List<CollectorStatus> statuses() {
            return List.of();
        }

        @Override
        public boolean isOn(Group group) {
            return true;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void reload() {}
    }
}
