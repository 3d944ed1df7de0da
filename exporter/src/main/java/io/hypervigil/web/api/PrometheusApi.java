package io.hypervigil.web.api;

import io.hypervigil.build.BuildInfo;
import io.hypervigil.promql.engine.Engine;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.web.WebPages;
import io.javalin.config.RoutesConfig;
import java.time.InstantSource;

/**
 * The HTTP API of a Prometheus server over samples of this process: what Grafana's data source,
 * promtool and Prometheus' own page ask for.
 *
 * <p>Thread: any.
 */
public final class PrometheusApi implements WebPages {

    private static final String ROOT = "/api/v1/";

    private final Forms forms = new Forms();
    private final InstantHandler instant;
    private final RangeHandler range;
    private final LabelEndpoints labels;
    private final SyntaxEndpoints syntax;
    private final MetadataEndpoints metadata;
    private final TargetEndpoints targets;
    private final StatusEndpoints status;
    private final RuleEndpoints rules;
    private final Federation federation;

    public PrometheusApi(
            Engine engine,
            Queryable data,
            QuerySettings settings,
            ProcessFacts facts,
            Judgement judgement,
            BuildInfo build,
            InstantSource clock) {
        var options = engine.options().parser();
        var lane = new QueryLane(engine, data, settings, QueryThreads.ofThisProcess());
        this.instant = new InstantHandler(lane, options, clock);
        this.range = new RangeHandler(lane, options);
        this.labels = new LabelEndpoints(data);
        this.syntax = new SyntaxEndpoints(options);
        this.metadata = new MetadataEndpoints(facts);
        this.targets = new TargetEndpoints(facts);
        this.status = new StatusEndpoints(facts, build, clock);
        this.rules = new RuleEndpoints(judgement);
        this.federation = new Federation(data, engine.options().lookback(), clock);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        getOrPost(routes, "query", instant);
        getOrPost(routes, "query_range", range);
        getOrPost(routes, "query_exemplars", syntax::exemplars);
        getOrPost(routes, "format_query", syntax::format);
        getOrPost(routes, "parse_query", syntax::parse);
        getOrPost(routes, "labels", labels::names);
        getOrPost(routes, "series", labels::series);
        get(routes, "label/{name}/values", labels::values);
        get(routes, "metadata", metadata::byMetric);
        get(routes, "targets", targets::targets);
        get(routes, "targets/metadata", metadata::byTarget);
        get(routes, "scrape_pools", targets::pools);
        get(routes, "rules", rules::rules);
        get(routes, "alerts", rules::alerts);
        get(routes, "alertmanagers", rules::alertmanagers);
        addStatusTo(routes);
        routes.get("/federate", federation);
    }

    private void addStatusTo(RoutesConfig routes) {
        get(routes, "status/config", status::configuration);
        get(routes, "status/flags", status::flags);
        get(routes, "status/buildinfo", status::build);
        get(routes, "status/runtimeinfo", status::runtime);
        get(routes, "status/tsdb", status::window);
        get(routes, "status/walreplay", status::replay);
    }

    private void get(RoutesConfig routes, String path, Endpoint endpoint) {
        routes.get(ROOT + path, new Dispatch(endpoint, forms));
    }

    private void getOrPost(RoutesConfig routes, String path, Endpoint endpoint) {
        var dispatch = new Dispatch(endpoint, forms);
        routes.get(ROOT + path, dispatch);
        routes.post(ROOT + path, dispatch);
    }
}
