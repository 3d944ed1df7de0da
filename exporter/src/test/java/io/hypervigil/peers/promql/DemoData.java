package io.hypervigil.peers.promql;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.storage.Staleness;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The metrics of the demo service that the compliance queries ask for, three instances of it, and
 * beside them what makes engines differ: counters that start anew, gaps, series that end, NaN and
 * infinities, equal values, names beyond ASCII.
 */
final class DemoData {

    static final long STEP_MILLIS = 10_000;
    static final int STEPS = 900;

    /** 2026-01-05T10:00:00Z: a Monday, so that day_of_week says something. */
    static final long START_MILLIS = 1_767_607_200_000L;

    static final long END_MILLIS = START_MILLIS + STEPS * STEP_MILLIS;

    private static final String[] BOUNDS = {
        "0.0001", "0.001", "0.01", "0.05", "0.1", "0.5", "1", "5", "+Inf"
    };

    private final List<LoadedSeries> series = new ArrayList<>();
    private final Random random = new Random(25);

    private DemoData() {}

    static List<LoadedSeries> series() {
        var data = new DemoData();
        for (int i = 0; i < 3; i++) {
            data.addInstance("demo.promlabs.com:1000" + i, i);
        }
        data.addOddities();
        return data.series;
    }

    private void addInstance(String instance, int number) {
        var who = Labels.of("instance", instance, "job", "demo");
        gauge(who.with(Labels.NAME, "demo_num_cpus"), 4 + number, 0);
        gauge(who.with(Labels.NAME, "demo_disk_total_bytes"), 262_144e6, 0);
        add(
                who.with(Labels.NAME, "demo_disk_usage_bytes"),
                i -> 1e9 + i * 31_000.25 * (number + 1));
        for (String type : List.of("buffers", "cached", "free", "used")) {
            walk(who.with(Labels.NAME, "demo_memory_usage_bytes").with("type", type), 1e9, 3e6);
        }
        for (String mode : List.of("idle", "system", "user")) {
            counter(who.with(Labels.NAME, "demo_cpu_usage_seconds_total").with("mode", mode), 7.3);
        }
        var batch = who.with(Labels.NAME, "demo_batch_last_success_timestamp_seconds");
        add(batch, i -> START_MILLIS / 1000.0 + Math.floorDiv(i, 7) * 70.0);
        counter(who.with(Labels.NAME, "demo_batch_runs_total"), 1);
        counter(who.with(Labels.NAME, "demo_items_shipped_total"), 40);
        add(
                who.with(Labels.NAME, "demo_intermittent_metric"),
                i -> i / 30 % 2 == number % 2 ? i : LoadedSeries.GAP);
        for (String path : List.of("/api/foo", "/api/bar", "/api/nonexistent")) {
            histogram(who.with("path", path).with("method", "GET"));
        }
    }

    private void histogram(Labels who) {
        double[][] counts = new double[STEPS][BOUNDS.length];
        double[] sums = new double[STEPS];
        double[] now = new double[BOUNDS.length];
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            for (int observation = random.nextInt(9); observation > 0; observation--) {
                double value = Math.exp(random.nextGaussian() * 2 - 3);
                sum += value;
                for (int b = 0; b < BOUNDS.length; b++) {
                    double bound = BOUNDS[b].equals("+Inf") ? value : Double.parseDouble(BOUNDS[b]);
                    now[b] += value <= bound ? 1 : 0;
                }
            }
            counts[i] = now.clone();
            sums[i] = sum;
        }
        for (int b = 0; b < BOUNDS.length; b++) {
            int bucket = b;
            add(
                    who.with(Labels.NAME, "demo_api_request_duration_seconds_bucket")
                            .with(Labels.BUCKET, BOUNDS[b]),
                    i -> counts[i][bucket]);
        }
        add(
                who.with(Labels.NAME, "demo_api_request_duration_seconds_count"),
                i -> counts[i][BOUNDS.length - 1]);
        add(who.with(Labels.NAME, "demo_api_request_duration_seconds_sum"), i -> sums[i]);
    }

    private void addOddities() {
        var odd = Labels.of(Labels.NAME, "odd", "job", "odd");
        add(odd.with("kind", "nan"), i -> i % 5 == 0 ? Double.NaN : i);
        add(odd.with("kind", "infinite"), i -> i % 7 == 0 ? Double.POSITIVE_INFINITY : -i);
        add(odd.with("kind", "huge"), i -> 1e300 * (1 + i % 3));
        add(odd.with("kind", "tiny"), i -> 1e-300 * i);
        add(odd.with("kind", "constant"), _ -> 7);
        add(odd.with("kind", "also constant"), _ -> 7);
        add(odd.with("kind", "ended"), i -> i == 200 ? Staleness.MARKER : late(i, 200));
        add(odd.with("kind", "back again"), i -> i == 300 ? Staleness.MARKER : gap(i, 300, 420));
        add(
                odd.with("kind", "late").with("größe", "läng \"und\\ \n breit"),
                i -> i - 700 < 0 ? LoadedSeries.GAP : i);
        add(odd.with("kind", "rare"), i -> i % 45 == 0 ? i : LoadedSeries.GAP);
        add(odd.with("kind", "resets"), i -> i % 37 * 2.5);
        for (int i = 0; i < 12; i++) {
            var many = Labels.of(Labels.NAME, "many", "a", "a" + i % 3, "b", "b" + i % 4);
            walk(many, 100 * i, 3);
            walk(many.with(Labels.NAME, "more").with("c", i % 2 == 0 ? "even" : "odd"), 30 * i, 5);
        }
        add(Labels.of(Labels.NAME, "utf8.name/ü", "dotted.label", "x"), i -> i);
    }

    private static double late(int i, int end) {
        return i > end ? LoadedSeries.GAP : i;
    }

    private static double gap(int i, int from, int to) {
        return i > from && i < to ? LoadedSeries.GAP : i;
    }

    private void gauge(Labels labels, double start, double step) {
        add(labels, i -> start + i * step);
    }

    private void walk(Labels labels, double start, double step) {
        double[] now = {start};
        add(labels, _ -> now[0] += Math.rint(random.nextGaussian() * 64) / 64 * step);
    }

    private void counter(Labels labels, double step) {
        double[] now = {0};
        add(
                labels,
                _ -> {
                    boolean isReset = random.nextInt(250) == 0;
                    now[0] =
                            isReset
                                    ? 0
                                    : now[0] + Math.rint(random.nextDouble() * step * 1024) / 1024;
                    return now[0];
                });
    }

    private void add(Labels labels, java.util.function.IntToDoubleFunction value) {
        series.add(LoadedSeries.of(labels, START_MILLIS, STEP_MILLIS, STEPS, value));
    }
}
