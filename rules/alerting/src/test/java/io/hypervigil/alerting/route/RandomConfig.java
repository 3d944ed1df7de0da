package io.hypervigil.alerting.route;

import java.util.List;
import java.util.Random;

/** Routing files by chance, most of them good, in one line's YAML. */
final class RandomConfig {

    private static final List<String> NAMES = List.of("a", "b", "c", "severity", "instance");
    private static final List<String> VALUES = List.of("x", "y", "z", "", "x y", "1");
    private static final List<String> REGEXES =
            List.of("x|y", ".*", ".+", "^(x|z)$", "[xy]", "x.*", "(?i)X");

    private static final List<String> BAD_MATCHERS =
            List.of("'a'", "'a=~('", "',a=b'", "'\"a=b'", "'a=\"b\"c\"'", "'=b'", "'a=~\"[\"'");

    private static final List<String> INTERVALS =
            List.of(
                    "{}",
                    "{weekdays: ['monday:friday', Sunday], location: Europe/Berlin}",
                    "{times: [{start_time: '09:00', end_time: '24:00'}]}",
                    "{days_of_month: ['1:5', '-3:-1'], months: ['may:august', 12]}",
                    "{years: ['2020:2030', '2040'], location: UTC}");

    private static final List<String> BAD_INTERVALS =
            List.of(
                    "{weekdays: ['friday:monday']}",
                    "{weekdays: [someday]}",
                    "{times: [{start_time: '9:00', end_time: '10:00'}]}",
                    "{times: [{start_time: '11:00', end_time: '10:00'}]}",
                    "{times: [{start_time: '11:00'}]}",
                    "{days_of_month: ['0']}",
                    "{days_of_month: ['-1:1']}",
                    "{days_of_month: ['20:-20']}",
                    "{months: ['may:1']}",
                    "{months: [foo]}",
                    "{years: ['2022:2020']}",
                    "{location: Mars/X}",
                    "{time_zone: UTC}");

    private static final List<String> BAD_DURATIONS = List.of("1", "1m1h", "''", "-1s", "1 h", "x");

    private final Random random;

    RandomConfig(long seed) {
        random = new Random(seed);
    }

    String next() {
        return "receivers: [{name: r1}, {name: r2, labels: {team: t}}, {name: r3}"
                + rarely(", {name: r1}")
                + rarely(", {name: ''}")
                + rarely(", {name: r4, nothing_configs: [{}]}")
                + "]\n"
                + "time_intervals: [{name: t1, time_intervals: ["
                + interval()
                + "]}"
                + rarely(", {name: t1}")
                + rarely(", {name: ''}")
                + "]\n"
                + "mute_time_intervals: [{name: t2, time_intervals: ["
                + interval()
                + "]}"
                + rarely(", {name: t1}")
                + "]\n"
                + "inhibit_rules: ["
                + inhibition()
                + "]\n"
                + "route: {"
                + rootFields()
                + common()
                + children(0)
                + "}\n"
                + rarely("surprise: 1\n");
    }

    /** Labels such as alerts have. */
    List<String> labels() {
        return NAMES.stream()
                .filter(_ -> random.nextBoolean())
                .map(name -> name + "=" + of(List.of("x", "y", "z", "X")))
                .toList();
    }

    private String rootFields() {
        return (random.nextInt(60) == 0 ? "" : "receiver: r1, ")
                + rarely("continue: true, ")
                + rarely("match: {a: b}, ")
                + rarely("mute_time_intervals: [t1], ");
    }

    private String common() {
        return maybe("group_by: " + groupBy() + ", ")
                + maybe("group_wait: " + duration() + ", ")
                + maybe("group_interval: " + duration() + ", ")
                + maybe("repeat_interval: " + duration() + ", ")
                + rarely("grup_by: [a], ");
    }

    private String groupBy() {
        return random.nextInt(30) == 0
                ? of(List.of("[a, a]", "['...', a]", "['']", "a"))
                : of(List.of("[a]", "[a, b]", "['...']", "[]", "['ä b']"));
    }

    private String duration() {
        return random.nextInt(30) == 0
                ? of(BAD_DURATIONS)
                : of(List.of("1s", "5m", "1h30m", "1d", "100ms", "2w"));
    }

    private String children(int depth) {
        if (depth == 3) {
            return "";
        }
        var children = new StringBuilder("routes: [");
        int count = random.nextInt(4 - depth);
        for (int i = 0; i < count; i++) {
            children.append(i == 0 ? "" : ", ")
                    .append('{')
                    .append(maybe("receiver: " + of(List.of("r1", "r2", "r3")) + ", "))
                    .append(rarely("receiver: nobody, "))
                    .append(maybe("continue: " + of(List.of("true", "false", "yes")) + ", "))
                    .append(maybe("matchers: [" + matchers() + "], "))
                    .append(maybe("match: {" + of(NAMES) + ": '" + of(VALUES) + "'}, "))
                    .append(maybe("match_re: {" + of(NAMES) + ": '" + of(REGEXES) + "'}, "))
                    .append(rarely("match_re: {a: '('}, "))
                    .append(rarely("match: {'a b': c}, "))
                    .append(maybe("active_time_intervals: [t1], "))
                    .append(maybe("mute_time_intervals: [t2], "))
                    .append(rarely("mute_time_intervals: [t9], "))
                    .append(common())
                    .append(children(depth + 1))
                    .append('}');
        }
        return children.append("], ").toString();
    }

    private String matchers() {
        if (random.nextInt(25) == 0) {
            return of(BAD_MATCHERS);
        }
        return "'" + matcher() + "'" + maybe(", '{" + matcher() + ", " + matcher() + "}'");
    }

    private String matcher() {
        var name = of(NAMES);
        return switch (random.nextInt(5)) {
            case 0 -> name + "=" + of(VALUES);
            case 1 -> name + " != \"" + of(VALUES) + "\"";
            case 2 -> name + "=~\"" + of(REGEXES) + "\"";
            case 3 -> "\"" + name + "\"!~\"" + of(REGEXES) + "\"";
            default -> name + " = \"" + of(VALUES) + "\"";
        };
    }

    private String interval() {
        return random.nextInt(20) == 0 ? of(BAD_INTERVALS) : of(INTERVALS);
    }

    private String inhibition() {
        return "{"
                + maybe("name: n, ")
                + maybe("source_match: {a: b}, ")
                + maybe("source_matchers: [" + matchers() + "], ")
                + maybe("target_matchers: [" + matchers() + "], ")
                + maybe("target_match_re: {b: '" + of(REGEXES) + "'}, ")
                + rarely("target_match_re: {b: }, ")
                + maybe("equal: [a, 'ä b'], ")
                + rarely("equal: [''], ")
                + rarely("sources: [], ")
                + "}";
    }

    private String maybe(String text) {
        return random.nextInt(3) == 0 ? text : "";
    }

    private String rarely(String text) {
        return random.nextInt(80) == 0 ? text : "";
    }

    private String of(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
