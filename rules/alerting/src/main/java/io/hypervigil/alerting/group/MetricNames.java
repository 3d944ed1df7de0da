package io.hypervigil.alerting.group;

import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.rulefile.RuleSpec;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.syntax.Expr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which metrics rules look at; those that rules record stand for what they are made of. */
final class MetricNames {

    private final Map<String, Set<String>> recorded = new HashMap<>();

    MetricNames(List<RuleFile> files) {
        files.stream()
                .flatMap(file -> file.groups().stream())
                .flatMap(group -> group.rules().stream())
                .forEach(this::add);
    }

    private void add(RuleSpec rule) {
        switch (rule) {
            case RuleSpec.Recording(var name, _, var expression, _) ->
                    collect(expression, recorded.computeIfAbsent(name, _ -> new HashSet<>()));
            case RuleSpec.Alerting _ -> {}
        }
    }

    /** The metrics of an expression, those behind recorded series among them. */
    Set<String> of(Expr expression) {
        var direct = new HashSet<String>();
        collect(expression, direct);
        var all = new HashSet<String>();
        direct.forEach(name -> follow(name, all));
        return all;
    }

    private void follow(String name, Set<String> all) {
        if (all.add(name)) {
            recorded.getOrDefault(name, Set.of()).forEach(behind -> follow(behind, all));
        }
    }

    private static void collect(Expr expression, Set<String> into) {
        switch (expression) {
            case Expr.NumberLiteral _, Expr.StringLiteral _ -> {}
            case Expr.VectorSelector selector -> collect(selector.matchers(), into);
            case Expr.MatrixSelector matrix -> collect(matrix.selector(), into);
            case Expr.Subquery subquery -> collect(subquery.inner(), into);
            case Expr.Unary unary -> collect(unary.operand(), into);
            case Expr.Parenthesized inner -> collect(inner.inner(), into);
            case Expr.Call call -> call.arguments().forEach(one -> collect(one, into));
            case Expr.Aggregation aggregation -> {
                collect(aggregation.operand(), into);
                aggregation.parameter().ifPresent(one -> collect(one, into));
            }
            case Expr.Binary binary -> {
                collect(binary.left(), into);
                collect(binary.right(), into);
            }
        }
    }

    private static void collect(List<Matcher> matchers, Set<String> into) {
        for (var matcher : matchers) {
            if (!matcher.name().equals(Labels.NAME) || matcher.type().isNegative()) {
                continue;
            }
            if (matcher.type() == Matcher.Type.EQUAL) {
                into.add(matcher.value());
            } else {
                into.addAll(matcher.values());
            }
        }
    }
}
