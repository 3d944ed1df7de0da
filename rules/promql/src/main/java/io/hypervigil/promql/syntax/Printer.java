package io.hypervigil.promql.syntax;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.labels.Matcher;
import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.number.Numbers;
import io.hypervigil.promql.syntax.Expr.Extension;
import io.hypervigil.promql.syntax.Expr.VectorSelector;
import io.hypervigil.promql.syntax.Matching.Cardinality;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Writes a syntax tree as Prometheus does: on one line, modifiers before their arguments, matchers
 * sorted. What it writes means the same when it is read again.
 *
 * <p>Thread: any.
 */
public final class Printer {

    private static final long NANOS_A_MILLI = 1_000_000;

    private final StringBuilder out = new StringBuilder();
    private final int limit;

    private Printer(int limit) {
        this.limit = limit;
    }

    /** The text of a query. */
    public static String print(Expr expression) {
        return print(expression, Integer.MAX_VALUE);
    }

    /** The text of a query; where it is longer than a limit, some longer beginning of it. */
    static String print(Expr expression, int limit) {
        var printer = new Printer(limit);
        printer.expression(expression);
        return printer.out.toString();
    }

    /** The text of an aggregation before its arguments: {@code sum by (job) }. */
    static String head(Expr.Aggregation aggregation) {
        var printer = new Printer(Integer.MAX_VALUE);
        printer.aggregator(aggregation);
        return printer.out.toString();
    }

    /** The text between two expressions: {@code * on (job) group_left ()}. */
    static String between(Expr.Binary binary) {
        var printer = new Printer(Integer.MAX_VALUE);
        printer.operator(binary);
        return printer.out.toString();
    }

    /** The text of a subquery behind its expression: {@code [1h:5m] offset 1d}. */
    static String tail(Expr.Subquery subquery) {
        var printer = new Printer(Integer.MAX_VALUE);
        printer.suffix(subquery);
        return printer.out.toString();
    }

    private void expression(Expr expression) {
        if (out.length() > limit) {
            return;
        }
        switch (expression) {
            case Expr.NumberLiteral number ->
                    out.append(number(number.value(), number.isDuration()));
            case Expr.StringLiteral string -> out.append(Quoted.text(string.value()));
            case VectorSelector selector -> selector(selector);
            case Expr.MatrixSelector matrix -> matrix(matrix);
            case Expr.Subquery subquery -> {
                expression(subquery.inner());
                suffix(subquery);
            }
            case Expr.Unary unary -> {
                out.append(unary.isNegative() ? '-' : '+');
                expression(unary.operand());
            }
            case Expr.Binary binary -> {
                left(binary);
                out.append(' ');
                operator(binary);
                out.append(' ');
                expression(binary.right());
            }
            case Expr.Aggregation aggregation -> aggregation(aggregation);
            case Expr.Call call -> call(call);
            case Expr.Parenthesized parenthesized -> {
                out.append('(');
                expression(parenthesized.inner());
                out.append(')');
            }
        }
    }

    /** The sign of {@code +Inf ^ 2} would be read as one before the power. */
    static boolean isPowerOfInfinity(Expr.Binary binary) {
        return binary.operator() == BinaryOperator.POWER
                && binary.left() instanceof Expr.NumberLiteral number
                && number.value() == Double.POSITIVE_INFINITY;
    }

    private void left(Expr.Binary binary) {
        if (isPowerOfInfinity(binary)) {
            out.append("Inf");
        } else {
            expression(binary.left());
        }
    }

    // ---- Selectors.

    private void selector(VectorSelector selector) {
        series(selector);
        at(selector.time());
        extension(selector.extension());
        offset(selector.time());
    }

    private void matrix(Expr.MatrixSelector matrix) {
        var selector = matrix.selector();
        series(selector);
        out.append('[');
        length(matrix.range());
        out.append(']');
        extension(selector.extension());
        at(selector.time());
        offset(selector.time());
    }

    private void suffix(Expr.Subquery subquery) {
        out.append('[');
        length(subquery.range());
        out.append(':');
        subquery.step().ifPresent(this::length);
        out.append(']');
        at(subquery.time());
        offset(subquery.time());
    }

    private void series(VectorSelector selector) {
        out.append(selector.name());
        var matchers =
                selector.matchers().stream()
                        .filter(matcher -> !isName(matcher, selector.name()))
                        .map(Matcher::toString)
                        .sorted()
                        .toList();
        if (!matchers.isEmpty() || selector.name().isEmpty()) {
            out.append('{').append(String.join(",", matchers)).append('}');
        }
    }

    private static boolean isName(Matcher matcher, String name) {
        return matcher.name().equals(Labels.NAME)
                && matcher.type() == Matcher.Type.EQUAL
                && matcher.value().equals(name)
                && !name.isEmpty();
    }

    private void extension(Extension extension) {
        if (extension != Extension.NONE) {
            out.append(' ').append(extension.name().toLowerCase(Locale.ROOT));
        }
    }

    private void at(TimeModifier time) {
        time.at()
                .ifPresent(
                        at -> {
                            out.append(" @ ");
                            switch (at) {
                                case TimeModifier.At.Time(long millis) ->
                                        out.append(seconds(millis));
                                case TimeModifier.At.Start _ -> out.append("start()");
                                case TimeModifier.At.End _ -> out.append("end()");
                            }
                        });
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis / 1000.0)
                .setScale(3, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private void offset(TimeModifier time) {
        time.offset()
                .ifPresent(
                        offset -> {
                            out.append(" offset ");
                            length(offset);
                        });
    }

    // ---- Lengths of time.

    /** A literal that stands alone has units, however it was written. */
    private void length(DurationExpr length) {
        if (length instanceof DurationExpr.Literal literal) {
            out.append(number(literal.seconds(), true));
        } else {
            calculation(length);
        }
    }

    private void calculation(DurationExpr length) {
        switch (length) {
            case DurationExpr.Literal literal ->
                    out.append(number(literal.seconds(), literal.isDuration()));
            case DurationExpr.Step _ -> out.append("step()");
            case DurationExpr.Range _ -> out.append("range()");
            case DurationExpr.Signed signed -> {
                out.append(signed.isNegative() ? "-" : "");
                calculation(signed.operand());
            }
            case DurationExpr.Parenthesized parenthesized -> {
                out.append('(');
                calculation(parenthesized.inner());
                out.append(')');
            }
            case DurationExpr.Binary binary -> binary(binary);
        }
    }

    private void binary(DurationExpr.Binary binary) {
        boolean isCall =
                switch (binary.operator()) {
                    case MIN, MAX -> true;
                    case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, POWER -> false;
                };
        var symbol = binary.operator().symbol();
        out.append(isCall ? symbol + "(" : "");
        calculation(binary.left());
        out.append(isCall ? ", " : " " + symbol + " ");
        calculation(binary.right());
        out.append(isCall ? ")" : "");
    }

    private static String number(double value, boolean isDuration) {
        if (!isDuration) {
            return Numbers.plain(value);
        }
        long millis = Math.round(value * 1e9) / NANOS_A_MILLI;
        // Units end at the millisecond; what is shorter would be read as nothing.
        return millis == 0 && value != 0 ? Numbers.plain(value) : Durations.write(millis);
    }

    // ---- Operators, aggregations and calls.

    private void operator(Expr.Binary binary) {
        out.append(binary.operator().symbol());
        out.append(binary.returnsBool() ? " bool" : "");
        binary.matching().ifPresent(this::matching);
    }

    private void matching(Matching matching) {
        boolean isGrouped =
                matching.cardinality() == Cardinality.MANY_TO_ONE
                        || matching.cardinality() == Cardinality.ONE_TO_MANY;
        if (matching.isOn() || isGrouped || !matching.labels().isEmpty()) {
            out.append(matching.isOn() ? " on (" : " ignoring (");
            labels(matching.labels());
            out.append(')');
        }
        if (isGrouped) {
            boolean isLeft = matching.cardinality() == Cardinality.MANY_TO_ONE;
            out.append(isLeft ? " group_left (" : " group_right (");
            labels(matching.include());
            out.append(')');
        }
        if (Objects.equals(matching.fillLeft(), matching.fillRight())) {
            matching.fillLeft().ifPresent(value -> fill("fill", value));
        } else {
            matching.fillLeft().ifPresent(value -> fill("fill_left", value));
            matching.fillRight().ifPresent(value -> fill("fill_right", value));
        }
    }

    private void fill(String keyword, double value) {
        out.append(' ').append(keyword).append(" (").append(Numbers.shortest(value)).append(')');
    }

    private void aggregation(Expr.Aggregation aggregation) {
        aggregator(aggregation);
        out.append('(');
        aggregation
                .parameter()
                .ifPresent(
                        parameter -> {
                            expression(parameter);
                            out.append(", ");
                        });
        expression(aggregation.operand());
        out.append(')');
    }

    private void aggregator(Expr.Aggregation aggregation) {
        out.append(aggregation.aggregator().id());
        if (aggregation.isWithout() || !aggregation.grouping().isEmpty()) {
            out.append(aggregation.isWithout() ? " without (" : " by (");
            labels(aggregation.grouping());
            out.append(") ");
        }
    }

    private void call(Expr.Call call) {
        out.append(call.function().name()).append('(');
        for (int i = 0; i < call.arguments().size(); i++) {
            out.append(i > 0 ? ", " : "");
            expression(call.arguments().get(i));
        }
        out.append(')');
    }

    private void labels(List<String> labels) {
        for (int i = 0; i < labels.size(); i++) {
            out.append(i > 0 ? ", " : "");
            out.append(label(labels.get(i)));
        }
    }

    private static String label(String name) {
        boolean isPlain =
                Characters.isLetter(name.charAt(0))
                        && name.chars().allMatch(Characters::isLetterOrDigit);
        return isPlain ? name : Quoted.text(name);
    }
}
