package io.hypervigil.alerting.unittest;

import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.unittest.TestFile.AlertTest;
import io.hypervigil.alerting.unittest.TestFile.Case;
import io.hypervigil.alerting.unittest.TestFile.QueryTest;
import io.hypervigil.alerting.unittest.TestFile.TestAlert;
import io.hypervigil.promql.engine.QueryException;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.syntax.Durations;
import io.hypervigil.promql.syntax.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Series, and what is asked of the rules over them; the answers are ours. */
record Questions(String head, List<QueryTest> queries, List<AlertTest> alerts) {

    Questions {
        queries = List.copyOf(queries);
        alerts = List.copyOf(alerts);
    }

    /** The file with our answers; empty where the rules cannot be evaluated. */
    String answered(List<RuleFile> rules) throws ParseException, QueryException {
        var file = TestFileReader.read(head, "questions");
        var test = file.cases().getFirst();
        var text = new StringBuilder(head);
        var run = new CaseRun(with(test, queries, alerts), file, rules, RuleTestOptions.STANDARD);
        for (var failure : run.run()) {
            if (failure.startsWith("    rule: ")) {
                return "";
            }
        }
        text.append("    promql_expr_test:\n");
        for (var query : queries) {
            append(query, run.queries().ask(query), text);
        }
        text.append("    alert_rule_test:\n");
        for (var alert : alerts) {
            var until = with(test, List.of(), List.of(alert));
            var brief = new CaseRun(until, file, rules, RuleTestOptions.STANDARD);
            brief.run();
            append(alert, brief.firing(alert.alert()), text);
        }
        return text.toString();
    }

    private static Case with(Case test, List<QueryTest> queries, List<AlertTest> alerts) {
        return new Case(
                test.name(),
                test.interval(),
                test.start(),
                test.inputs(),
                alerts,
                queries,
                test.externalLabels(),
                test.externalUrl());
    }

    private static void append(QueryTest query, List<TestSample> samples, StringBuilder text) {
        text.append("      - expr: '").append(query.expression()).append("'\n");
        text.append("        eval_time: ").append(show(query.at())).append('\n');
        text.append("        exp_samples:\n");
        for (var sample : samples) {
            text.append("          - labels: ").append(quoted(sample.labels().toString()));
            text.append("\n            value: ").append(Numbers.plain(sample.value()));
            text.append('\n');
        }
    }

    private static void append(AlertTest alert, List<TestAlert> firing, StringBuilder text) {
        text.append("      - alertname: ").append(alert.alert()).append('\n');
        text.append("        eval_time: ").append(show(alert.at())).append('\n');
        text.append("        exp_alerts:\n");
        for (var one : firing) {
            text.append("          - exp_labels: ").append(map(one.labels())).append('\n');
            text.append("            exp_annotations: ").append(map(one.annotations()));
            text.append('\n');
        }
    }

    private static String map(Map<String, String> texts) {
        var text = new StringBuilder("{");
        texts.forEach(
                (name, value) ->
                        text.append(text.length() == 1 ? "" : ", ")
                                .append(name)
                                .append(": ")
                                .append(quoted(value)));
        return text.append('}').toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String show(Duration time) {
        return Durations.write(time.toMillis());
    }
}
