package io.hypervigil.alerting.template.rule;

import java.util.List;
import java.util.Random;

/** Templates at random, most of them in order, some not. */
final class RandomTemplates {

    private static final List<String> NUMBERS =
            List.of(
                    "1",
                    "0",
                    "-7",
                    "42",
                    "1.5",
                    "0.001",
                    "1234567.891",
                    "-2.5e-9",
                    "3e15",
                    "$value",
                    "0x1F",
                    "'x'",
                    "(len $labels)",
                    "(query \"sort(n)\" | first | value)",
                    "2i",
                    "2.5-1e3i",
                    "100.0");
    private static final List<String> TEXTS =
            List.of(
                    "\"\"",
                    "\"a\"",
                    "\"host-1.example:9100\"",
                    "\"<b>é\"",
                    "$labels.instance",
                    "$labels.none",
                    "`x y`",
                    "(print 1 \"b\" 2)",
                    "$externalURL",
                    "(toUpper \"ab\")",
                    "\"%d\"",
                    "\"12.5\"");
    private static final List<String> OTHERS =
            List.of(
                    "true",
                    "$labels",
                    ".",
                    "nil",
                    "(query \"sort(n)\" | first)",
                    ".Labels",
                    "(args 1 2)");
    private static final List<String> OF_NUMBER =
            List.of(
                    "humanize",
                    "humanize1024",
                    "humanizeDuration",
                    "humanizePercentage",
                    "toTime",
                    "humanizeTimestamp");
    private static final List<String> OF_TEXT =
            List.of(
                    "toUpper",
                    "toLower",
                    "title",
                    "stripPort",
                    "stripDomain",
                    "len",
                    "html",
                    "js",
                    "urlquery",
                    "graphLink",
                    "safeHtml");
    private static final List<String> COMPARED = List.of("eq", "ne", "lt", "le", "gt", "ge");
    private static final String VERBS = "vdsqxXfegGtTbocUE";

    private final Random random;

    RandomTemplates(long seed) {
        random = new Random(seed);
    }

    String next() {
        return block(2) + (random.nextInt(3) == 0 ? block(1) : "");
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String block(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(9)) {
            case 1 -> "{{ if " + claim() + " }}" + block(depth - 1) + "{{ else }}no{{ end }}";
            case 2 -> "{{ range $k, $v := $labels }}{{ $k }}" + block(depth - 1) + "{{ end }}";
            case 3 -> "{{ with " + any() + " }}{{ . }}{{ else }}" + block(depth - 1) + "{{ end }}";
            case 4 -> "{{ $x := " + any() + " }}{{ printf " + format(1) + " $x }}";
            case 5 ->
                    "{{ range query \"sort(n)\" }}{{ .Value | humanize }} "
                            + block(depth - 1)
                            + "{{ end }}";
            default -> "{{ " + pipeline() + " }}";
        };
    }

    private String any() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> pick(NUMBERS);
            case 2, 3 -> pick(TEXTS);
            default -> pick(OTHERS);
        };
    }

    private String claim() {
        return switch (random.nextInt(4)) {
            case 0 -> any();
            case 1 -> "not " + any();
            case 2 -> pick(List.of("and ", "or ")) + any() + " " + any();
            default -> pick(COMPARED) + " " + any() + " " + any();
        };
    }

    private String pipeline() {
        return switch (random.nextInt(9)) {
            case 0 -> pick(OF_NUMBER) + " " + pick(NUMBERS);
            case 1 -> pick(NUMBERS) + " | " + pick(OF_NUMBER);
            case 2 -> pick(OF_TEXT) + " " + pick(TEXTS);
            case 3 -> pick(TEXTS) + " | " + pick(OF_TEXT) + " | " + pick(OF_TEXT);
            case 4 -> claim();
            case 5 -> pick(OF_NUMBER) + " " + any();
            case 6 -> {
                int count = 1 + random.nextInt(3);
                var arguments = new StringBuilder();
                for (int i = 0; i < count; i++) {
                    arguments.append(' ').append(any());
                }
                yield "printf " + format(count) + arguments;
            }
            case 7 -> pick(List.of("print ", "println ", "index ", "slice ")) + any() + " " + any();
            default -> any();
        };
    }

    private String format(int count) {
        var format = new StringBuilder("\"");
        for (int i = 0; i < count; i++) {
            format.append("a %");
            for (int flags = random.nextInt(3); flags > 0; flags--) {
                format.append("+-# 0".charAt(random.nextInt(5)));
            }
            if (random.nextInt(3) == 0) {
                format.append(1 + random.nextInt(12));
            }
            if (random.nextInt(3) == 0) {
                format.append('.').append(random.nextInt(5));
            }
            format.append(VERBS.charAt(random.nextInt(VERBS.length())));
        }
        return format.append('"').toString();
    }
}
