package io.hypervigil.alerting.unittest;

import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.script.Series;
import io.hypervigil.promql.script.SeriesLine;
import io.hypervigil.promql.storage.Staleness;

/** A test of one series that expects of it what we read, as far as those are floats. */
final class SeriesQuestions {

    private static final int MOST = 10;

    private SeriesQuestions() {}

    static String of(String series, String values) {
        var text =
                new StringBuilder("tests:\n- interval: 1m\n  input_series:\n  - {series: ")
                        .append(Quoted.text(series))
                        .append(", values: ")
                        .append(Quoted.text(values))
                        .append("}\n  promql_expr_test:\n  - {expr: vector(1), eval_time: 10m,")
                        .append(" exp_samples: [{labels: '{}', value: 1}]}\n");
        try {
            expect(SeriesLine.parse(series + " " + values), text);
        } catch (IllegalArgumentException _) {
            // Ours refuses it, and so shall promtool.
        }
        return text.toString();
    }

    private static void expect(Series read, StringBuilder text) {
        for (int i = 0; i < Math.min(MOST, read.points().size()); i++) {
            var point = read.points().get(i);
            boolean isGone = point.isOmitted() || Staleness.isMarker(point.value());
            if (isGone || (point.isFloat() && !Double.isNaN(point.value()))) {
                text.append("  - {expr: 'last_over_time({__name__=~\".+\"}[59s])', eval_time: ")
                        .append(i)
                        .append("m, exp_samples: [")
                        .append(isGone ? "" : sample(read, point.value()))
                        .append("]}\n");
            }
        }
    }

    private static String sample(Series read, double value) {
        return "{labels: "
                + Quoted.text(read.labels().toString())
                + ", value: "
                + Numbers.plain(value)
                + "}";
    }
}
