package io.hypervigil.alerting.unittest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rules, series and questions that nobody chose. */
final class RandomRules {

    // Nothing here may hang on the order of series: promtool loads them in a random one.
    private static final List<String> EXPRESSIONS =
            List.of(
                    "m0",
                    "m0 > 3",
                    "m1 == 2 or m0",
                    "sum by (job) (m0)",
                    "max without (inst) (m1)",
                    "count_over_time(m0[3m])",
                    "max_over_time(m1[2m]) - min_over_time(m1[2m])",
                    "rate(m2[3m])",
                    "increase(m2[2m]) > 1",
                    "m0 unless on (job) m1",
                    "m0 and on (job, inst) m1 > 2",
                    "absent(m3)",
                    "m0 offset 1m",
                    "changes(m1[4m])",
                    "topk by (inst) (1, m1)",
                    "m0 * on (job, inst) m1",
                    "vector(time()) > 200",
                    "vector(1)",
                    "count(ALERTS{alertstate=\"firing\"}) by (alertname)",
                    "r0 + 1",
                    "r1 > 2");

    private static final List<String> TEXTS =
            List.of(
                    "plain",
                    "{{ $labels.job }} of {{ $labels.inst }}",
                    "{{ $value }}",
                    "{{ $labels }}",
                    "{{ humanize $value }}",
                    "{{ printf \"%.2f\" $value }}",
                    "{{ if gt $value 2.0 }}many{{ else }}few{{ end }}",
                    "{{ range query \"m0\" | sortByLabel \"inst\" }}{{ .Labels.inst }}={{ . | value }};"
                            + "{{ else }}none{{ end }}",
                    "{{ range $k, $v := $labels }}{{ $k }}={{ $v }};{{ end }}",
                    "{{ .Value | humanizePercentage }} {{ .ExternalLabels.dc }}");

    private static final List<String> QUERIES =
            List.of(
                    "r0",
                    "r1",
                    "r2",
                    "ALERTS",
                    "ALERTS_FOR_STATE",
                    "count by (alertname, alertstate) (ALERTS)",
                    "timestamp(r0)",
                    "m0",
                    "sum(m1)");

    static final List<String> ALERTS = List.of("A0", "A1", "A2");

    private RandomRules() {}

    static String rules(Random random) {
        var text = new StringBuilder("groups:\n");
        int groups = 1 + random.nextInt(2);
        int records = 0;
        for (int g = 0; g < groups; g++) {
            text.append("  - name: g").append(g).append('\n');
            text.append(random.nextInt(3) == 0 ? "    labels: {team: t}\n" : "");
            text.append("    rules:\n");
            int rules = 1 + random.nextInt(4);
            for (int r = 0; r < rules; r++) {
                if (random.nextBoolean()) {
                    text.append("      - record: r").append(records++).append('\n');
                    text.append("        expr: '").append(pick(random, EXPRESSIONS)).append("'\n");
                } else {
                    alert(random, text);
                }
            }
        }
        return text.toString();
    }

    private static void alert(Random random, StringBuilder text) {
        text.append("      - alert: ").append(pick(random, ALERTS)).append('\n');
        text.append("        expr: '").append(pick(random, EXPRESSIONS)).append("'\n");
        text.append("        for: ").append(random.nextInt(4)).append("m\n");
        text.append("        keep_firing_for: ").append(random.nextInt(3)).append("m\n");
        text.append("        labels: {rule: 'x").append(random.nextInt(1_000_000)).append("', ");
        text.append("at: '").append(pick(random, TEXTS.subList(0, 2))).append("'}\n");
        text.append("        annotations: {a: '").append(pick(random, TEXTS)).append("', b: '");
        text.append(pick(random, TEXTS)).append("'}\n");
    }

    /** A file of tests that asks, once without and once with the answers. */
    static Questions questions(Random random, String rules) {
        var text = new StringBuilder();
        text.append("rule_files: ['").append(rules).append("']\n");
        text.append("evaluation_interval: 1m\nfuzzy_compare: true\ntests:\n");
        text.append("  - interval: ").append(random.nextBoolean() ? "30s" : "1m").append('\n');
        text.append("    external_labels: {dc: here}\n    input_series:\n");
        for (int m = 0; m < 4; m++) {
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                text.append("      - series: 'm").append(m).append("{job=\"j").append(i % 2);
                text.append("\",inst=\"i").append(i).append("\"}'\n        values: '");
                text.append(values(random)).append("'\n");
            }
        }
        var queries = new ArrayList<TestFile.QueryTest>();
        for (int i = 0; i < 6; i++) {
            queries.add(
                    new TestFile.QueryTest(
                            pick(random, QUERIES),
                            Duration.ofSeconds(30L * random.nextInt(30)),
                            List.of()));
        }
        var alerts = new ArrayList<TestFile.AlertTest>();
        for (var name : ALERTS) {
            alerts.add(
                    new TestFile.AlertTest(
                            Duration.ofMinutes(random.nextInt(15)), name, List.of()));
        }
        return new Questions(text.toString(), queries, alerts);
    }

    private static String values(Random random) {
        var values = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            values.add(
                    switch (random.nextInt(6)) {
                        case 0 -> "_";
                        case 1 -> "stale";
                        case 2 -> random.nextInt(5) + "x" + random.nextInt(5);
                        case 3 -> "_x" + (1 + random.nextInt(3));
                        default ->
                                random.nextInt(5)
                                        + "+"
                                        + random.nextInt(3)
                                        + "x"
                                        + random.nextInt(6);
                    });
        }
        return String.join(" ", values);
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
