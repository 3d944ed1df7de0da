package io.hypervigil.bench;

import static java.util.Objects.requireNonNull;

import io.hypervigil.peers.promql.OurApi;
import io.hypervigil.tsdb.SampleSource;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.SeriesRef;
import io.hypervigil.tsdb.WindowSettings;
import java.util.concurrent.CountDownLatch;

/** A process with the query API over {@link BenchSeries}: the port is its only argument. */
final class QueryServer {

    private QueryServer() {}

    public static void main(String[] arguments) throws Exception {
        var window = new SampleWindow(WindowSettings.DEFAULT);
        fill(window.source("bench"));
        try (var _ = OurApi.at("127.0.0.1:" + arguments[0], window)) {
            new CountDownLatch(1).await();
        }
    }

    /** Round by round, as it is sampled; left open, since closing ends the series. */
    private static void fill(SampleSource source) {
        var series = new SeriesRef[BenchSeries.count()];
        var values = new BenchSeries.Walk[series.length];
        for (int t = 0; t < BenchSeries.SAMPLES; t++) {
            source.begin(QueryBench.START_MILLIS + t * BenchSeries.STEP_MILLIS);
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
    }
}
