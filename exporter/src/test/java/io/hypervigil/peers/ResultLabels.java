package io.hypervigil.peers;

import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.syntax.BinaryOperator;
import io.hypervigil.promql.syntax.DurationExpr;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.Matching;
import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.promql.syntax.Parser;
import io.hypervigil.promql.syntax.ParserOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The labels that the result of an expression can have, by those of the metrics in it; on the way
 * each name in it is held against what there is.
 */
final class ResultLabels {

    private final KnownMetrics known;
    private final List<String> faults = new ArrayList<>();
    private double longestSeconds;

    ResultLabels(KnownMetrics known) {
        this.known = known;
    }

    /** What is wrong with the names; filled by {@link #of}. */
    List<String> faults() {
        return faults;
    }

    /** The longest range that was looked back over. */
    double longestSeconds() {
        return longestSeconds;
    }

    Set<String> of(String expression) throws ParseException {
        return of(Parser.parse(expression, ParserOptions.STABLE));
    }

    private Set<String> of(Expr expression) {
        return switch (expression) {
            case Expr.NumberLiteral _, Expr.StringLiteral _ -> Set.of();
            case Expr.VectorSelector selector -> selected(selector);
            case Expr.MatrixSelector matrix -> ranged(matrix.range(), of(matrix.selector()));
            case Expr.Subquery subquery -> ranged(subquery.range(), of(subquery.inner()));
            case Expr.Unary unary -> of(unary.operand());
            case Expr.Parenthesized inner -> of(inner.inner());
            case Expr.Call call -> called(call);
            case Expr.Aggregation aggregation -> aggregated(aggregation);
            case Expr.Binary binary -> matched(binary);
        };
    }

    private Set<String> selected(Expr.VectorSelector selector) {
        var name = selector.name();
        var labels = known.labels(name);
        if (labels.isEmpty()) {
            faults.add("no metric " + name);
            return Set.of();
        }
        var matched =
                selector.matchers().stream()
                        .map(Matcher::name)
                        .filter(label -> !label.equals("__name__"))
                        .toList();
        expect(matched, labels.get(), name);
        return labels.get();
    }

    private Set<String> ranged(DurationExpr range, Set<String> labels) {
        if (range instanceof DurationExpr.Literal(double seconds, _, _)) {
            longestSeconds = Math.max(longestSeconds, seconds);
        } else {
            faults.add("a range that is computed");
        }
        return labels;
    }

    private Set<String> called(Expr.Call call) {
        var all = new HashSet<String>();
        call.arguments().forEach(argument -> all.addAll(of(argument)));
        if (call.function().name().equals("label_replace")) {
            expect(List.of(text(call, 3)), all, "label_replace");
            all.add(text(call, 1));
        }
        return all;
    }

    private static String text(Expr.Call call, int argument) {
        return call.arguments().get(argument) instanceof Expr.StringLiteral(var value, _)
                ? value
                : "";
    }

    private Set<String> aggregated(Expr.Aggregation aggregation) {
        var inner = new HashSet<>(of(aggregation.operand()));
        expect(aggregation.grouping(), inner, aggregation.aggregator().toString());
        if (aggregation.isWithout()) {
            aggregation.grouping().forEach(inner::remove);
        } else {
            inner.retainAll(aggregation.grouping());
        }
        return inner;
    }

    private Set<String> matched(Expr.Binary binary) {
        var left = of(binary.left());
        var right = of(binary.right());
        var matching = binary.matching();
        if (matching.isEmpty()) {
            return left.isEmpty() ? right : left;
        }
        if (matching.get().isOn()) {
            expect(matching.get().labels(), left, "on, left");
            expect(matching.get().labels(), right, "on, right");
        }
        return switch (matching.get().cardinality()) {
            case MANY_TO_MANY -> binary.operator() == BinaryOperator.OR ? both(left, right) : left;
            case MANY_TO_ONE -> with(left, matching.get(), right);
            case ONE_TO_MANY -> with(right, matching.get(), left);
            case ONE_TO_ONE -> paired(left, matching.get());
        };
    }

    private Set<String> with(Set<String> many, Matching matching, Set<String> one) {
        expect(matching.include(), one, "group");
        return both(many, matching.include());
    }

    private static Set<String> paired(Set<String> left, Matching matching) {
        var labels = new HashSet<>(left);
        if (matching.isOn()) {
            labels.retainAll(matching.labels());
        } else {
            matching.labels().forEach(labels::remove);
        }
        return labels;
    }

    private static Set<String> both(Collection<String> one, Collection<String> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    private void expect(Collection<String> names, Set<String> labels, String where) {
        names.stream()
                .filter(name -> !labels.contains(name))
                .forEach(name -> faults.add("no label " + name + " in " + where));
    }
}
