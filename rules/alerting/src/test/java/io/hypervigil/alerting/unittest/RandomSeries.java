package io.hypervigil.alerting.unittest;

import java.util.List;
import java.util.Random;

/** Series as tests write them, at random: some are in order, most are not quite. */
final class RandomSeries {

    private static final List<String> SERIES =
            List.of(
                    "m",
                    "m{}",
                    "m{a=\"b\"}",
                    "m{a='b', }",
                    "m{\"a\"=`b`}",
                    "{__name__=\"m\"}",
                    "{\"m\",a=\"b\"}",
                    "m{a!=\"b\"}",
                    "m{a=\"b\",a=\"c\"}",
                    "m {a=\"b\"}",
                    "m{,}",
                    "m[5m]");
    private static final List<String> NUMBERS =
            List.of(
                    "0",
                    "1",
                    "-1",
                    "+2",
                    "1.5",
                    ".5",
                    "5.",
                    "1e3",
                    "1e-2",
                    "1E+2",
                    "-0",
                    "00",
                    "010",
                    "08",
                    "0x10",
                    "0b1",
                    "1_0",
                    "1__0",
                    "_1",
                    "1_",
                    "1_.5",
                    "1..2",
                    "1.2.3",
                    "1e",
                    "1e400",
                    "inf",
                    "-Inf",
                    "+INF",
                    "nan",
                    "NaN",
                    "-NaN",
                    "+nan",
                    "infinity",
                    "stale",
                    "Stale",
                    "stale+1",
                    "_",
                    "__",
                    "-_",
                    "1h",
                    "m",
                    "sum");
    private static final List<String> TIMES =
            List.of(
                    "", "", "x2", "x3", "x0", "x03", "x1_0", "x1.0", "x-1", "x", "xx2", " x2",
                    "X2");
    private static final List<String> FIELDS =
            List.of(
                    "schema:1",
                    "schema:0",
                    "schema:-1",
                    "schema:+1",
                    "schema:2.0",
                    "schema:-53",
                    "schema:9",
                    "sum:1",
                    "sum:-1.5",
                    "sum:inf",
                    "sum:-NaN",
                    "Sum:1",
                    "sum:",
                    "sum",
                    "count:3",
                    "count:1_0",
                    "count:1e3",
                    "count: 3",
                    "z_bucket:1",
                    "z_bucket_w:0.1",
                    "z_bucket_w:-1",
                    "buckets:[1 2]",
                    "buckets:[1 2 ]",
                    "buckets:[ 1]",
                    "buckets:[]",
                    "buckets:[1,2]",
                    "buckets:[1 -2]",
                    "buckets:[1 inf]",
                    "buckets:1",
                    "offset:1",
                    "offset:-2",
                    "offset:1.5",
                    "n_buckets:[1]",
                    "n_offset:1",
                    "counter_reset_hint:gauge",
                    "counter_reset_hint:Reset",
                    "counter_reset_hint:x",
                    "custom_values:[1 2]",
                    "custom_values:[2 1]",
                    "foo:1");

    private final Random random;

    RandomSeries(long seed) {
        random = new Random(seed);
    }

    String series() {
        return random.nextInt(8) == 0 ? pick(SERIES) : "m";
    }

    String values() {
        var values = new StringBuilder(item());
        for (int more = random.nextInt(3); more > 0; more--) {
            values.append(pick(List.of(" ", " ", "  ", "\t"))).append(item());
        }
        return random.nextInt(6) == 0 ? damaged(values) : values.toString();
    }

    private String damaged(StringBuilder values) {
        int at = random.nextInt(values.length());
        values.setCharAt(at, " x_+-.0eEn{}[]:#,".charAt(random.nextInt(17)));
        return values.toString();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String item() {
        return switch (random.nextInt(7)) {
            case 0, 1 -> pick(NUMBERS);
            case 2 -> pick(NUMBERS) + pick(TIMES);
            case 3, 4 -> pick(NUMBERS) + pick(NUMBERS) + pick(TIMES);
            case 5 -> histogram() + pick(TIMES);
            default -> histogram() + pick(List.of("+", "-", "")) + histogram() + pick(TIMES);
        };
    }

    private String histogram() {
        var text = new StringBuilder("{{").append(pick(List.of("", "", "", " ")));
        for (int more = random.nextInt(3); more > 0; more--) {
            text.append(pick(FIELDS)).append(more == 1 ? "" : pick(List.of(" ", " ", "  ", "")));
        }
        return text.append(pick(List.of("", " "))).append("}}").toString();
    }
}
