package io.hypervigil.promql.syntax;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes queries by chance, along the grammar: each parses and is of the right types. One seed gives
 * the same queries always.
 */
public final class RandomQueries {

    private static final int MAX_DEPTH = 4;

    private static final List<String> METRICS =
            List.of(
                    "up",
                    "requests_total",
                    "temperature",
                    "node:cpu:rate5m",
                    "by",
                    "offset",
                    "sum");
    private static final List<String> LABELS = List.of("job", "instance", "le", "group", "on");
    private static final List<String> VALUES =
            List.of("a", "b", "api-server", "", "0.5", "é", "a\\\"b\\\\c");
    private static final List<String> REGEXES =
            List.of("a|b", ".*", ".+", "api.*", "[a-c]+", "(x|y)?z", "\\\\d{2}");
    private static final List<String> DURATIONS =
            List.of("5m", "1h30m", "90s", "1d", "500ms", "300", "1.5");
    private static final List<String> NUMBERS =
            List.of("0", "1", "2.5", "1e3", "0x1F", "1_000", "Inf", "NaN", "5m", "0.0005", "1e-7");

    private final Random random;
    private final ParserOptions options;
    private final List<String> metrics;

    /** Queries over names that mean nothing. */
    public RandomQueries(long seed, ParserOptions options) {
        this(seed, options, METRICS);
    }

    /**
     * Queries over metrics that someone has.
     *
     * @param metrics names that need no quotes
     */
    public RandomQueries(long seed, ParserOptions options, List<String> metrics) {
        this.random = new Random(seed);
        this.options = options;
        this.metrics = List.copyOf(metrics);
    }

    /** The next query. */
    public String query() {
        return random.nextInt(6) == 0 ? scalar(MAX_DEPTH) : vector(MAX_DEPTH);
    }

    private String vector(int depth) {
        if (depth <= 0) {
            return instant();
        }
        return switch (random.nextInt(9)) {
            case 0, 1 -> instant();
            case 2 -> "(" + vector(depth - 1) + ")";
            case 3 -> oneOf("-", "+") + vector(depth - 1);
            case 4, 5 -> binary(depth - 1);
            case 6 -> aggregation(depth - 1);
            default -> call(depth - 1);
        };
    }

    private String scalar(int depth) {
        if (depth <= 0) {
            return oneOf(NUMBERS);
        }
        return switch (random.nextInt(6)) {
            case 0 -> "scalar(" + vector(depth - 1) + ")";
            case 1 -> "time()";
            case 2 -> "(" + scalar(depth - 1) + ")";
            case 3 -> "-" + scalar(depth - 1);
            case 4 ->
                    "("
                            + scalar(depth - 1)
                            + oneOf(" + ", "-", " * ", "/", " % ", "^", " == bool ", ">bool ")
                            + scalar(depth - 1)
                            + ")";
            default -> oneOf(NUMBERS);
        };
    }

    private String instant() {
        var extension =
                options.allowsExtendedRanges() && chance(8) ? oneOf(" anchored", " smoothed") : "";
        return series() + extension + time();
    }

    private String series() {
        int matchers = random.nextInt(3);
        if (chance(8)) {
            return "{\"" + oneOf(metrics) + "\"" + list(matchers, this::matcher, ", ", ", ") + "}";
        }
        return oneOf(metrics) + (matchers == 0 ? "" : "{" + list(matchers, this::matcher) + "}");
    }

    private String matcher() {
        var name = chance(8) ? "\"my label\"" : oneOf(LABELS);
        return chance(3)
                ? name + oneOf("=~", "!~") + "\"" + oneOf(REGEXES) + "\""
                : name + oneOf("=", " != ") + "\"" + oneOf(VALUES) + "\"";
    }

    private String time() {
        var at = chance(8) ? " @ " + oneOf("start()", "end()", "1600000000", "-1.5") : "";
        var offset = chance(6) ? " offset " + oneOf("", "-") + oneOf(DURATIONS) : "";
        return chance(2) ? at + offset : offset + at;
    }

    private String range(int depth) {
        if (depth > 0 && chance(4)) {
            var step = chance(2) ? length() : "";
            return "(" + vector(depth - 1) + ")[" + length() + ":" + step + "]" + time();
        }
        return series() + "[" + length() + "]" + time();
    }

    private String length() {
        if (!options.allowsDurationExpressions() || !chance(5)) {
            return oneOf(DURATIONS);
        }
        return oneOf("5m + ", "2 * ", "(1h - 5m) + ", "max_of(step(), 1m) + ", "-5m + 1h * ")
                + oneOf(DURATIONS);
    }

    private String binary(int depth) {
        if (chance(4)) {
            return side(depth) + operator() + "(" + scalar(depth) + ")";
        }
        if (chance(4)) {
            return side(depth) + plain() + side(depth) + plain() + side(depth);
        }
        if (chance(4)) {
            return side(depth) + oneOf(" and ", " or ", " unless ") + on() + side(depth);
        }
        var on = on();
        var group =
                on.isEmpty() || !chance(2)
                        ? ""
                        : oneOf("group_left", "group_right") + oneOf(" (le) ", "() ", "(team) ");
        var fill = options.allowsFill() && chance(6) ? oneOf("fill(0) ", "fill_left(-1) ") : "";
        return side(depth) + operator() + on + group + fill + side(depth);
    }

    /** What no operator beside it takes a part of. */
    private String side(int depth) {
        return depth <= 0 || chance(2)
                ? instant()
                : oneOf("(" + vector(depth - 1) + ")", aggregation(depth - 1), call(depth - 1));
    }

    private String plain() {
        return oneOf(" + ", " - ", " * ", " / ", " ^ ", " > ", " == ", " or ", " and ", " unless ");
    }

    private String on() {
        return chance(2) ? "" : oneOf("on (job) ", "ignoring(instance) ", "on() ", "on(\"a b\") ");
    }

    private String operator() {
        var comparison = oneOf(" == ", " != ", " < ", " > ", " <= ", " >= ");
        var arithmetic = oneOf(" + ", " - ", " * ", " / ", " % ", " ^ ", " atan2 ");
        return chance(2) ? arithmetic : comparison + (chance(2) ? "bool " : "");
    }

    private String aggregation(int depth) {
        var modifier =
                chance(2)
                        ? ""
                        : oneOf(" by ", " without ") + "(" + list(2, () -> oneOf(LABELS)) + ")";
        var name =
                options.allowsExperimentalFunctions() && chance(8)
                        ? "limitk"
                        : oneOf("sum", "AVG", "min", "max", "count", "group", "stddev", "topk");
        var parameter = name.equals("topk") || name.equals("limitk") ? "2, " : "";
        var body = "(" + parameter + vector(depth) + ")";
        return chance(2) ? name + modifier + " " + body : name + body + modifier;
    }

    private String call(int depth) {
        var function =
                oneOf(
                        Functions.all().stream()
                                .filter(
                                        f ->
                                                options.allowsExperimentalFunctions()
                                                        || !f.isExperimental())
                                .filter(
                                        f ->
                                                !f.name().equals("info")
                                                        && !f.name().startsWith("label"))
                                .filter(f -> f.returns() == ValueType.VECTOR)
                                .toList());
        return function.name()
                + "("
                + function.arguments().stream()
                        .map(type -> argument(type, depth))
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private String argument(ValueType type, int depth) {
        return switch (type) {
            case VECTOR -> vector(depth);
            case SCALAR -> scalar(Math.min(depth, 1));
            case MATRIX -> range(depth);
            case STRING -> oneOf("\"job\"", "'a\\tb'", "`raw\\d`");
        };
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String oneOf(String... all) {
        return all[random.nextInt(all.length)];
    }

    private static String list(int count, Supplier<String> item) {
        return list(count, item, "", ",");
    }

    private static String list(int count, Supplier<String> item, String first, String between) {
        return IntStream.range(0, count)
                .mapToObj(i -> (i == 0 ? first : between) + item.get())
                .collect(Collectors.joining());
    }
}
