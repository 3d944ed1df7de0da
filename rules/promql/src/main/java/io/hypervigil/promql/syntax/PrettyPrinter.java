package io.hypervigil.promql.syntax;

import io.hypervigil.promql.syntax.Expr.VectorSelector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a syntax tree for people to read, as Prometheus formats a query: what does not fit in 100
 * columns is spread over lines, each level indented by two.
 *
 * <p>Thread: any.
 */
public final class PrettyPrinter {

    private static final int MAX_COLUMNS = 100;
    private static final String INDENT = "  ";

    private PrettyPrinter() {}

    /** The text of a query. */
    public static String print(Expr expression) {
        return print(expression, 0);
    }

    private static String print(Expr expression, int level) {
        var indent = INDENT.repeat(level);
        return switch (expression) {
            case Expr.Unary unary -> {
                var operand = print(unary.operand(), level).strip();
                yield indent + (unary.isNegative() ? '-' : '+') + operand;
            }
            case VectorSelector selector -> indent + Printer.print(selector);
            case Expr.MatrixSelector matrix -> indent + Printer.print(matrix);
            case Expr.NumberLiteral number -> indent + Printer.print(number);
            case Expr.StringLiteral string -> indent + Printer.print(string);
            case Expr.Subquery subquery -> {
                var line = line(subquery);
                // Prometheus forgets the indent here.
                yield line != null ? line : print(subquery.inner(), level) + Printer.tail(subquery);
            }
            case Expr.Binary _, Expr.Aggregation _, Expr.Call _, Expr.Parenthesized _ -> {
                var line = line(expression);
                yield line != null ? indent + line : spread(expression, level, indent);
            }
        };
    }

    /** All of it, if it fits in a line. */
    private static @Nullable String line(Expr expression) {
        var line = Printer.print(expression, MAX_COLUMNS);
        return line.getBytes(StandardCharsets.UTF_8).length <= MAX_COLUMNS ? line : null;
    }

    private static String spread(Expr expression, int level, String indent) {
        return switch (expression) {
            case Expr.Binary binary ->
                    left(binary, level + 1)
                            + "\n"
                            + indent
                            + Printer.between(binary)
                            + "\n"
                            + print(binary.right(), level + 1);
            case Expr.Aggregation aggregation ->
                    indent
                            + Printer.head(aggregation)
                            + "(\n"
                            + aggregation
                                    .parameter()
                                    .map(parameter -> print(parameter, level + 1) + ",\n")
                                    .orElse("")
                            + print(aggregation.operand(), level + 1)
                            + "\n"
                            + indent
                            + ")";
            case Expr.Call call ->
                    indent
                            + call.function().name()
                            + "(\n"
                            + arguments(call.arguments(), level + 1)
                            + "\n"
                            + indent
                            + ")";
            case Expr.Parenthesized parenthesized ->
                    indent + "(\n" + print(parenthesized.inner(), level + 1) + "\n" + indent + ")";
            // The others are never spread by themselves.
            default -> print(expression, level);
        };
    }

    private static String left(Expr.Binary binary, int level) {
        var left = print(binary.left(), level);
        return Printer.isPowerOfInfinity(binary) ? left.replace("+Inf", "Inf") : left;
    }

    private static String arguments(List<Expr> arguments, int level) {
        return String.join(
                ",\n", arguments.stream().map(argument -> print(argument, level)).toList());
    }
}
