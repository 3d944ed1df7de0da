package io.hypervigil.web;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.settings.NearestName;
import io.hypervigil.exposition.MetricsPage;
import io.hypervigil.exposition.PageFilter;
import io.hypervigil.exposition.PageFormat;
import io.hypervigil.sampling.CollectorStatus;
import io.hypervigil.sampling.SelfMetrics;
import io.hypervigil.web.compression.Gzip;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * {@code /metrics} and {@code /metrics/COLLECTOR}: negotiates the format, filters, waits for fresh
 * samples no longer than the scrape's own timeout allows.
 *
 * <p>Thread: any.
 */
final class MetricsHandler implements Handler {

    /** What a scrape's timeout is shortened by, so that the answer is there in time. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    /** Prometheus' own default timeout. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    private static final int MAX_NAMES = 1024;

    private final MetricsPage page;
    private final Samples build;
    private final SelfMetrics selfMetrics = new SelfMetrics();
    private final Monitored monitored;
    private final WebSettings settings;
    private final Semaphore places;

    MetricsHandler(MetricsPage page, Samples build, Monitored monitored, WebSettings settings) {
        this.page = page;
        this.build = build;
        this.monitored = monitored;
        this.settings = settings;
        this.places =
                new Semaphore(
                        settings.maxRequests() == 0 ? Integer.MAX_VALUE : settings.maxRequests());
    }

    @Override
    public void handle(Context context) throws IOException {
        if (!places.tryAcquire()) {
            context.status(503).result("Limit of concurrent requests reached, try again later.\n");
            return;
        }
        try {
            serve(context);
        } finally {
            places.release();
        }
    }

    private void serve(Context context) throws IOException {
        var wanted = wanted(context);
        var samples = new ArrayList<>(monitored.samples(wanted.collectors(), patience(context)));
        var reported =
                monitored.statuses().stream()
                        .filter(status -> wanted.collectors().test(status.collector().name()))
                        .toList();
        samples.add(selfMetrics.sample(reported));
        samples.add(build);
        var format = PageFormat.accepted(header(context, "Accept"));
        boolean isGzip = Gzip.isAccepted(context.header("Accept-Encoding"));
        context.contentType(format.contentType());
        context.header("Vary", "Accept, Accept-Encoding");
        if (isGzip) {
            context.header("Content-Encoding", "gzip");
        }
        page.write(samples, wanted.filter(), format, isGzip, context.res().getOutputStream());
        monitored.sampleAhead(wanted.collectors());
    }

    /** Which collectors are sampled, and what of the page is shown. */
    private record Wanted(Predicate<String> collectors, PageFilter filter) {}

    private Wanted wanted(Context context) {
        var names = Set.copyOf(limited(context.queryParams("name[]")));
        var collect = limited(context.queryParams("collect[]"));
        var exclude = limited(context.queryParams("exclude[]"));
        if (!collect.isEmpty() && !exclude.isEmpty()) {
            throw new BadRequest("Combined collect and exclude queries are not allowed.");
        }
        var only = context.pathParamMap().get("collector");
        if (only != null && monitored.statuses().stream().noneMatch(has(only))) {
            throw new NoSuchCollector(only);
        }
        var groups =
                collect.isEmpty() && exclude.isEmpty()
                        ? Map.<String, Set<Group>>of()
                        : groups(monitored.statuses());
        var collected = chosen(collect, groups);
        var excluded = chosen(exclude, groups);
        // Asked for each family of a page; what is no source's is always shown.
        var hidden = new HashSet<Group>();
        groups.values().forEach(hidden::addAll);
        hidden.removeIf(
                group ->
                        (collect.isEmpty() || collected.contains(group))
                                && !excluded.contains(group));
        Predicate<String> isSampled =
                collector ->
                        (only == null || collector.equals(only))
                                && (collect.isEmpty()
                                        || groups.getOrDefault(collector, Set.of()).stream()
                                                .anyMatch(collected::contains));
        boolean isOwnIncluded = only == null && settings.isOwnIncluded();
        return new Wanted(
                isSampled, new PageFilter(names, group -> !hidden.contains(group), isOwnIncluded));
    }

    private static Predicate<CollectorStatus> has(String name) {
        return status -> status.collector().name().equals(name);
    }

    /** The groups of each collector. */
    private static Map<String, Set<Group>> groups(List<CollectorStatus> statuses) {
        var groups = new HashMap<String, Set<Group>>();
        for (CollectorStatus status : statuses) {
            var schema = status.collector().schema();
            groups.put(status.collector().name(), Set.copyOf(schema.groups()));
        }
        return groups;
    }

    /** The groups that names stand for: a group's own, or a collector's for all of its groups. */
    private Set<Group> chosen(List<String> names, Map<String, Set<Group>> groups) {
        var chosen = new HashSet<Group>();
        for (String name : names) {
            var ofCollector = groups.get(name);
            if (ofCollector != null) {
                chosen.addAll(ofCollector);
            } else {
                chosen.add(group(name, groups));
            }
        }
        return chosen;
    }

    private Group group(String name, Map<String, Set<Group>> groups) {
        var all = groups.values().stream().flatMap(Set::stream).toList();
        var found = all.stream().filter(group -> group.name().equals(name)).findFirst();
        if (found.isEmpty()) {
            var near = NearestName.of(name, all.stream().map(Group::name).toList());
            throw new BadRequest(
                    "Unknown collector: "
                            + name
                            + near.map(other -> ". Did you mean " + other + "?").orElse("."));
        }
        if (!monitored.isOn(found.get())) {
            throw new BadRequest("Disabled collector: " + name + ".");
        }
        return found.get();
    }

    private static List<String> limited(List<String> names) {
        if (names.size() > MAX_NAMES) {
            throw new BadRequest("More than " + MAX_NAMES + " names.");
        }
        return names;
    }

    private static Duration patience(Context context) {
        var given = header(context, "X-Prometheus-Scrape-Timeout-Seconds");
        var timeout = DEFAULT_TIMEOUT;
        if (!given.isEmpty()) {
            try {
                double seconds = Double.parseDouble(given);
                if (seconds > 0 && seconds < 86_400) {
                    timeout = Duration.ofMillis((long) (seconds * 1000));
                }
            } catch (NumberFormatException _) {
                throw new BadRequest(
                        "X-Prometheus-Scrape-Timeout-Seconds: '" + given + "' is no number.");
            }
        }
        // A timeout shorter than the margin still leaves time for what is there already.
        var left = timeout.minus(MARGIN);
        return left.isPositive() ? left : timeout.dividedBy(2);
    }

    private static String header(Context context, String name) {
        var value = context.header(name);
        return value == null ? "" : value;
    }
}
