package io.hypervigil.peers.promql;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Random queries over {@link DemoData}: every type of expression in every place where the grammar
 * allows it, few levels deep.
 *
 * <p>What is left out is what two right engines may answer differently: {@code limitk}, whose
 * choice depends on a hash; what compares numbers that the order of a sum has made differ in their
 * last digit, as a deviation much smaller than the mean is; the sine of a huge power. And a
 * comparison that filters pairs which several series have: since 3.14 Prometheus refuses these
 * whether the comparison holds or not.
 */
final class QueryGenerator {

    private static final List<String> METRICS =
            List.of(
                    "demo_memory_usage_bytes",
                    "demo_cpu_usage_seconds_total",
                    "demo_num_cpus",
                    "demo_disk_usage_bytes",
                    "demo_batch_last_success_timestamp_seconds",
                    "demo_items_shipped_total",
                    "demo_intermittent_metric",
                    "demo_api_request_duration_seconds_bucket",
                    "demo_api_request_duration_seconds_count",
                    "odd",
                    "odd",
                    "many",
                    "more",
                    "missing",
                    "{__name__=~\"many|more\"}",
                    "{\"utf8.name/ü\"}");

    private static final List<String> MATCHERS =
            List.of(
                    "job=\"demo\"",
                    "job!=\"demo\"",
                    "instance=~\".*:1000[01]\"",
                    "instance!~\"demo.promlabs.com:10002\"",
                    "kind=~\"nan|ended|back again|resets\"",
                    "kind!=\"\"",
                    "kind=\"\"",
                    "a=\"a1\"",
                    "b=~\"b[0-2]\"",
                    "b!~\"b1|b2\"",
                    "c=~\"even|\"",
                    "mode=~\"(?i:USER)|idle\"",
                    "le=~\"0.*\"",
                    "type=~\".+e.*\"",
                    "none=~\".*\"");

    private static final List<String> LABELS =
            List.of("instance", "job", "a", "b", "c", "type", "mode", "kind", "le", "none");

    private static final List<String> RANGES = List.of("15s", "1m", "2m30s", "5m", "17m", "1h");

    private static final List<String> RANGE_FUNCTIONS =
            List.of(
                    "rate",
                    "increase",
                    "delta",
                    "irate",
                    "idelta",
                    "deriv",
                    "changes",
                    "resets",
                    "avg_over_time",
                    "min_over_time",
                    "max_over_time",
                    "sum_over_time",
                    "count_over_time",
                    "stddev_over_time",
                    "stdvar_over_time",
                    "last_over_time",
                    "present_over_time",
                    "absent_over_time");

    private static final List<String> VECTOR_FUNCTIONS =
            List.of(
                    "abs",
                    "ceil",
                    "exp",
                    "floor",
                    "ln",
                    "log10",
                    "log2",
                    "sqrt",
                    "sgn",
                    "sort",
                    "sort_desc",
                    "timestamp",
                    "acos",
                    "acosh",
                    "asin",
                    "asinh",
                    "atan",
                    "atanh",
                    "cosh",
                    "sinh",
                    "tanh",
                    "deg",
                    "rad",
                    "day_of_month",
                    "day_of_week",
                    "day_of_year",
                    "days_in_month",
                    "hour",
                    "minute",
                    "month",
                    "year",
                    "absent",
                    "round");

    private static final List<String> PERIODIC_FUNCTIONS = List.of("sin", "cos", "tan");

    private static final List<String> AGGREGATIONS =
            List.of("sum", "avg", "min", "max", "count", "group");

    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%", "^", "atan2");
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", ">", "<=", ">=");
    private static final List<String> SETS = List.of("and", "or", "unless");

    private final Random random;

    QueryGenerator(long seed) {
        this.random = new Random(seed);
    }

    /** A query of a type that a range query may have. */
    String query() {
        return random.nextInt(12) == 0 ? scalar(3) : vector(3);
    }

    private String vector(int depth) {
        if (depth == 0) {
            return selector();
        }
        int next = depth - 1;
        return oneOf(
                List.of(
                        this::selector,
                        this::selector,
                        () -> oneIn(RANGE_FUNCTIONS) + "(" + range(next) + ")",
                        () -> oneIn(RANGE_FUNCTIONS) + "(" + range(next) + ")",
                        () -> oneIn(RANGE_FUNCTIONS) + "(" + range(next) + ")",
                        () -> oneIn(VECTOR_FUNCTIONS) + "(" + vector(next) + ")",
                        () -> oneIn(PERIODIC_FUNCTIONS) + "(" + selector() + ")",
                        () -> aggregation(next),
                        () -> aggregation(next),
                        () -> aggregation(next),
                        () -> matched(next),
                        () -> matched(next),
                        () -> vector(next) + " " + operator() + " " + scalar(next),
                        () -> scalar(next) + " " + operator() + " (" + vector(next) + ")",
                        () -> "quantile_over_time(" + quantile() + ", " + range(next) + ")",
                        () -> "predict_linear(" + range(next) + ", " + number() + ")",
                        () -> clamped(next),
                        () -> relabelled(next),
                        () -> "histogram_quantile(" + quantile() + ", " + buckets(next) + ")",
                        () -> "vector(" + scalar(next) + ")",
                        () -> "-" + vector(next),
                        () -> "(" + vector(next) + ")"));
    }

    private String scalar(int depth) {
        if (depth == 0) {
            return number();
        }
        int next = depth - 1;
        return oneOf(
                List.of(
                        this::number,
                        this::number,
                        () -> "time()",
                        () -> "pi()",
                        () -> "scalar(" + vector(next) + ")",
                        () ->
                                "("
                                        + scalar(next)
                                        + " "
                                        + oneIn(ARITHMETIC)
                                        + " "
                                        + scalar(next)
                                        + ")",
                        () ->
                                "("
                                        + scalar(next)
                                        + " "
                                        + oneIn(COMPARISONS)
                                        + " bool "
                                        + number()
                                        + ")",
                        () -> "-" + scalar(next)));
    }

    private String range(int depth) {
        if (depth > 0 && random.nextInt(4) == 0) {
            return subquery(depth);
        }
        return bareSelector() + "[" + oneIn(RANGES) + "]" + modifier();
    }

    private String subquery(int depth) {
        var inner = vector(depth - 1);
        var step = oneOf(List.of(() -> "", () -> "10s", () -> "30s", () -> "1m", () -> "7m"));
        return "("
                + inner
                + ")["
                + oneIn(List.of("1m", "5m", "20m"))
                + ":"
                + step
                + "]"
                + modifier();
    }

    private String selector() {
        return bareSelector() + modifier();
    }

    private String bareSelector() {
        var metric = oneIn(METRICS);
        int matchers = Math.max(0, random.nextInt(5) - 2);
        if (matchers == 0) {
            return metric;
        }
        var inBraces = new StringBuilder(oneIn(MATCHERS));
        for (int i = 1; i < matchers; i++) {
            inBraces.append(',').append(oneIn(MATCHERS));
        }
        return metric.endsWith("}")
                ? metric.substring(0, metric.length() - 1) + "," + inBraces + "}"
                : metric + "{" + inBraces + "}";
    }

    private String modifier() {
        return switch (random.nextInt(14)) {
            case 0 -> " offset " + oneIn(RANGES);
            case 1 -> " offset -" + oneIn(RANGES);
            case 2 -> " @ " + (DemoData.START_MILLIS / 1000 + random.nextInt(9000)) + ".5";
            case 3 -> " @ end()";
            case 4 -> " @ start() offset 2m";
            default -> "";
        };
    }

    private String aggregation(int depth) {
        var grouping = random.nextInt(3) == 0 ? "" : grouping(oneIn(List.of("by", "without")));
        return switch (random.nextInt(11)) {
            case 4 -> "stddev" + grouping + "(many" + modifier() + ")";
            case 5 -> "stdvar" + grouping + "(rate(demo_cpu_usage_seconds_total[5m]))";
            case 0 -> "quantile" + grouping + "(" + quantile() + ", " + vector(depth) + ")";
            case 1 -> "count_values" + grouping + "(\"value\", round(" + selector() + "))";
            case 2 ->
                    "topk" + grouping + "(" + (1 + random.nextInt(4)) + ", many" + modifier() + ")";
            case 3 -> "bottomk" + grouping + "(2, rate(demo_cpu_usage_seconds_total[5m]))";
            default -> oneIn(AGGREGATIONS) + grouping + "(" + vector(depth) + ")";
        };
    }

    private String grouping(String word) {
        return " " + word + " (" + labels(3) + ") ";
    }

    private String labels(int most) {
        var some = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            some.append(some.isEmpty() ? "" : ", ").append(oneIn(LABELS));
        }
        return some.toString();
    }

    /** Two vectors; often of the same metric, so that something matches. */
    private String matched(int depth) {
        if (random.nextInt(6) == 0) {
            var stored = selector();
            return stored + " " + operator() + " " + stored;
        }
        var left = vector(depth);
        var right = random.nextInt(3) == 0 ? vector(depth) : left;
        if (random.nextInt(3) == 0) {
            var matching = random.nextBoolean() ? "" : grouping(oneIn(List.of("on", "ignoring")));
            return "(" + left + ") " + oneIn(SETS) + matching + " (" + right + ")";
        }
        var matching =
                switch (random.nextInt(6)) {
                    case 0 -> grouping("on");
                    case 1 -> grouping("ignoring");
                    case 2 -> grouping("on") + "group_left() ";
                    case 3 -> grouping("ignoring") + "group_right(" + oneIn(LABELS) + ") ";
                    default -> " ";
                };
        var operator = left.equals(right) ? oneIn(ARITHMETIC) : unfiltered();
        return "(" + left + ") " + operator + matching + "(" + right + ")";
    }

    private String operator() {
        return random.nextInt(6) == 0 ? oneIn(COMPARISONS) : unfiltered();
    }

    private String unfiltered() {
        return random.nextInt(5) == 0 ? oneIn(COMPARISONS) + " bool" : oneIn(ARITHMETIC);
    }

    private String clamped(int depth) {
        return switch (random.nextInt(3)) {
            case 0 -> "clamp(" + vector(depth) + ", " + number() + ", " + scalar(depth) + ")";
            case 1 -> "clamp_min(" + vector(depth) + ", " + scalar(depth) + ")";
            default -> "clamp_max(" + vector(depth) + ", " + number() + ")";
        };
    }

    private String relabelled(int depth) {
        return random.nextBoolean()
                ? "label_replace("
                        + vector(depth)
                        + ", \""
                        + oneIn(LABELS)
                        + "\", \"$1-x\", \""
                        + oneIn(LABELS)
                        + "\", \"(.*)[0-9]*\")"
                : "label_join("
                        + vector(depth)
                        + ", \""
                        + oneIn(LABELS)
                        + "\", \"/\", \""
                        + oneIn(LABELS)
                        + "\", \""
                        + oneIn(LABELS)
                        + "\")";
    }

    private String buckets(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "sum by (le, path) (rate(demo_api_request_duration_seconds_bucket[5m]))";
            case 1 -> "demo_api_request_duration_seconds_bucket" + modifier();
            case 2 -> "rate(demo_api_request_duration_seconds_bucket[" + oneIn(RANGES) + "])";
            default -> vector(depth);
        };
    }

    private String quantile() {
        return oneIn(List.of("0", "0.1", "0.5", "0.9", "0.99", "1", "-1", "2", "NaN"));
    }

    private String number() {
        return oneIn(
                List.of(
                        "0", "1", "-1.5", "2", "3", "7", "100", "0.25", "1e9", "Inf", "-Inf", "NaN",
                        "0x1f", "5m"));
    }

    private String oneIn(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String oneOf(List<Supplier<String>> choices) {
        return choices.get(random.nextInt(choices.size())).get();
    }
}
