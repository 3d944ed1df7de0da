package io.hypervigil.promql.engine.call;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.syntax.Expr;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;

/** What can be said of the labels of a series that is not there. */
final class AbsentLabels {

    private AbsentLabels() {}

    /** The labels that a selector names with one value only; none of any other expression. */
    static Labels of(Expr argument) {
        return switch (argument) {
            case Expr.VectorSelector selector -> of(selector.matchers());
            case Expr.MatrixSelector range -> of(range.selector().matchers());
            case Expr.Parenthesized parenthesized -> of(parenthesized.inner());
            case Expr.NumberLiteral _,
                    Expr.StringLiteral _,
                    Expr.Subquery _,
                    Expr.Unary _,
                    Expr.Binary _,
                    Expr.Aggregation _,
                    Expr.Call _ ->
                    Labels.EMPTY;
        };
    }

    private static Labels of(List<Matcher> matchers) {
        var labels = new TreeMap<String, String>();
        var seen = new HashSet<String>();
        for (var matcher : matchers) {
            var name = matcher.name();
            if (name.equals(Labels.NAME)) {
                continue;
            }
            if (matcher.type() == Matcher.Type.EQUAL && seen.add(name)) {
                labels.put(name, matcher.value());
            } else {
                labels.remove(name);
            }
        }
        return Labels.of(labels);
    }
}
