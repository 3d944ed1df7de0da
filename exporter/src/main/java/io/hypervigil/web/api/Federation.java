package io.hypervigil.web.api;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import io.hypervigil.promql.storage.StoredSeries;
import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.web.compression.Gzip;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code /federate}: the last sample of each series that a selector of {@code match[]} takes, in
 * the text format with its time, as one Prometheus gives it to another. Native histograms, which
 * the format has no words for, are left out.
 *
 * <pre>
 * # TYPE up untyped
 * up{instance="host-1:10048",job="hypervigil"} 1 1767607200000
 * </pre>
 *
 * <p>Thread: any.
 */
final class Federation implements Handler {

    private static final String TYPE =
            "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

    /** Series of one metric stand together. */
    private static final Comparator<Labels> BY_METRIC =
            Comparator.comparing(Labels::metricName).thenComparing(Comparator.naturalOrder());

    private final Queryable data;
    private final Duration lookback;
    private final InstantSource clock;

    /**
     * @param lookback how old a sample may be
     */
    Federation(Queryable data, Duration lookback, InstantSource clock) {
        this.data = data;
        this.lookback = lookback;
        this.clock = clock;
    }

    @Override
    public void handle(Context context) throws IOException {
        List<List<Matcher>> selectors;
        try {
            selectors = Queries.selectors(Parameters.of("", context.queryString()));
        } catch (ApiFailure | ParseException e) {
            context.status(400).result(e.getMessage() + "\n");
            return;
        }
        long to = clock.millis();
        long from = to - lookback.toMillis();
        send(context, series(selectors, from, to), from, to);
    }

    private Collection<StoredSeries> series(List<List<Matcher>> selectors, long from, long to) {
        SortedMap<Labels, StoredSeries> found = new TreeMap<>(BY_METRIC);
        for (List<Matcher> selector : selectors) {
            if (!selector.isEmpty()) {
                data.select(selector, from, to).forEach(one -> found.put(one.labels(), one));
            }
        }
        return found.values();
    }

    private static void send(Context context, Collection<StoredSeries> all, long from, long to)
            throws IOException {
        boolean isGzip = Gzip.isAccepted(context.header("Accept-Encoding"));
        context.contentType(TYPE);
        context.header("Vary", "Accept-Encoding");
        if (isGzip) {
            context.header("Content-Encoding", "gzip");
        }
        try (var body = context.res().getOutputStream();
                var coded = isGzip ? Gzip.to(body) : body;
                var out =
                        new BufferedWriter(new OutputStreamWriter(coded, StandardCharsets.UTF_8))) {
            write(all, from, to, new FederatedText(out));
        }
    }

    private static void write(Collection<StoredSeries> all, long from, long to, FederatedText out)
            throws IOException {
        for (StoredSeries one : all) {
            var last = new SampleBuffer();
            // The first of the wanted times is behind the one that is given.
            one.readLast(from - 1, to, last);
            if (last.floatCount() > 0 && !Staleness.isMarker(last.floats()[0])) {
                out.write(one.labels(), last.floats()[0], last.floatMillis()[0]);
            }
        }
    }
}
