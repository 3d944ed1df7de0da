package io.hypervigil.bench;

import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The rules of the benchmark and the series that they judge: 100 metrics of 100 series each, which
 * are ten VMs with ten devices. Each rule looks at one metric or two; one of a hundred finds
 * something.
 */
final class RuleText {

    static final int SERIES = 10_000;

    /** So many rounds of 15 s. */
    static final int SAMPLES = 400;

    private static final int METRICS = 100;
    private static final int VMS = 10;
    private static final int DEVICES = 10;

    /**
     * What is asked in the packs that ship and those that people write; {@code A} and {@code B} are
     * metrics.
     */
    private static final List<String> EXPRESSIONS =
            List.of(
                    "avg by (vm) (rate(A[5m])) > 1e9",
                    "max_over_time(A[5m]) > 1e12",
                    "sum by (vm) (A) / sum by (vm) (B) > 1e6",
                    "predict_linear(A[30m], 4 * 3600) < -1e12",
                    "A > 1e12",
                    "absent(A{vm=\"vm-1\"})",
                    "count by (vm) (A > 1e12) > 5",
                    "rate(A[5m]) / on (vm, device) (rate(B[5m]) > 1e9) > 0.9",
                    "A > 1e12 and on (vm) avg_over_time(B{device=\"device-0\"}[5m]) > 1",
                    "quantile_over_time(0.9, A{vm=~\"vm-[0-4]\"}[5m]) > 1e12");

    private RuleText() {}

    /** The labels of a series. */
    static Labels labels(int index) {
        int item = index / METRICS;
        return Labels.of(
                Labels.NAME,
                metric(index % METRICS),
                "device",
                "device-" + item % DEVICES,
                "instance",
                "server-01:10048",
                "job",
                "hypervigil",
                "vm",
                "vm-" + item / VMS);
    }

    /** The values of a series, the same at every call. */
    static BenchSeries.Walk walk(int index) {
        return new BenchSeries.Walk(index);
    }

    private static String metric(int number) {
        return "bench_metric_" + Math.floorMod(number, METRICS);
    }

    /**
     * A file with one group.
     *
     * @param interval from one pass to the next
     * @param offset how old the samples are that are judged; zero where it is said elsewhere
     */
    static String file(int rules, Duration interval, Duration offset) {
        var text = new StringBuilder("groups:\n- name: bench\n  interval: ");
        text.append(interval.toSeconds()).append("s\n");
        if (!offset.isZero()) {
            text.append("  query_offset: ").append(offset.toSeconds()).append("s\n");
        }
        text.append("  rules:").append(rules == 0 ? " []" : "").append('\n');
        for (int i = 0; i < rules; i++) {
            text.append(rule(i));
        }
        return text.toString();
    }

    private static String rule(int number) {
        boolean isTrue = number % 100 == 4;
        var expression = isTrue ? "A > -1" : EXPRESSIONS.get(number % EXPRESSIONS.size());
        return String.format(
                Locale.ROOT,
                """
                  - alert: Bench%d
                    expr: %s
                    for: 1h
                    labels:
                      severity: warning
                    annotations:
                      summary: 'VM {{ $labels.vm }} has {{ $value | humanize }}'
                      description: 'Look at {{ $labels.device }} of {{ $labels.instance }}.'
                """,
                number,
                expression.replace("A", metric(number * 7)).replace("B", metric(number * 7 + 1)));
    }
}
