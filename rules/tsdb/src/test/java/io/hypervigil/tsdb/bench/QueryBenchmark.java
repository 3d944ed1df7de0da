package io.hypervigil.tsdb.bench;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.tsdb.SeriesRef;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Selecting and reading in a full window of 10,000 series. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class QueryBenchmark {

    private static final Matcher ANY = new Matcher(Matcher.Type.EQUAL, "job", "hypervigil");
    private static final Matcher METRIC = new Matcher(Matcher.Type.EQUAL, Labels.NAME, "metric_42");
    private static final Matcher DEVICE = new Matcher(Matcher.Type.EQUAL, "device", "device-7");
    private static final Matcher SOME_DEVICES =
            new Matcher(Matcher.Type.REGEX, "device", "device-[1-3].*");
    private static final Matcher OTHER_METRICS =
            new Matcher(Matcher.Type.NOT_REGEX, Labels.NAME, "metric_[1-9].*");
    private static final long RANGE_MILLIS = 300_000;

    private final Synthetic synthetic = Synthetic.full();
    private final long now = synthetic.millis();
    private final SampleBuffer buffer = new SampleBuffer();

    private List<SeriesRef> select(Matcher... matchers) {
        return synthetic.window().select(List.of(matchers), now - RANGE_MILLIS, now);
    }

    @Benchmark
    public List<SeriesRef> select_1_by_equality() {
        return select(METRIC, DEVICE);
    }

    @Benchmark
    public List<SeriesRef> select_100_by_equality() {
        return select(METRIC);
    }

    @Benchmark
    public List<SeriesRef> select_33_by_regex() {
        return select(METRIC, SOME_DEVICES);
    }

    @Benchmark
    public List<SeriesRef> select_3300_by_regex() {
        return select(SOME_DEVICES);
    }

    @Benchmark
    public List<SeriesRef> select_100_by_negative_regex() {
        return select(OTHER_METRICS);
    }

    @Benchmark
    public List<SeriesRef> select_10000_by_equality() {
        return select(ANY);
    }

    @Benchmark
    public int read_5_minutes_of_1_series() {
        return read(now - RANGE_MILLIS, 7);
    }

    @Benchmark
    public int read_3_hours_of_1_series() {
        return read(0, 7);
    }

    @Benchmark
    public int read_5_minutes_of_10000_series() {
        return readAll(now - RANGE_MILLIS);
    }

    @Benchmark
    public int read_3_hours_of_10000_series() {
        return readAll(0);
    }

    private int readAll(long afterMillis) {
        int samples = 0;
        for (int i = 0; i < Synthetic.SERIES; i++) {
            samples += read(afterMillis, i);
        }
        return samples;
    }

    private int read(long afterMillis, int index) {
        buffer.clear();
        synthetic.series(index).read(afterMillis, now, buffer);
        return buffer.floatCount();
    }
}
