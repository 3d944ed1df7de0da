package io.hypervigil.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PrinterTest {

    @TestFactory
    Stream<DynamicTest> a_query_is_printed_as_prometheus_prints_it() {
        return Cases.read("printed.txt").stream()
                .map(
                        wanted ->
                                dynamicTest(
                                        wanted.query(),
                                        () ->
                                                assertThat(print(wanted.query()))
                                                        .isEqualTo(wanted.outcome())));
    }

    @TestFactory
    Stream<DynamicTest> what_is_printed_prints_the_same() {
        return Cases.read("printed.txt").stream()
                .map(
                        wanted ->
                                dynamicTest(
                                        wanted.outcome(),
                                        () ->
                                                assertThat(print(wanted.outcome()))
                                                        .isEqualTo(wanted.outcome())));
    }

    @Property(tries = 2000)
    void any_query_means_the_same_when_it_is_printed(@ForAll long seed) throws Exception {
        var query = new RandomQueries(seed, ParserOptions.EVERYTHING).query();
        var printed = print(query);
        var pretty = PrettyPrinter.print(Parser.parse(query, ParserOptions.EVERYTHING));

        assertThat(print(printed)).isEqualTo(printed);
        assertThat(print(pretty)).isEqualTo(printed);
        assertThat(shape(printed)).isEqualTo(shape(query));
    }

    private static String print(String query) throws ParseException {
        return Printer.print(Parser.parse(query, ParserOptions.EVERYTHING));
    }

    /** The tree with parentheses around all that has parts, matchers sorted. */
    private static String shape(String query) throws ParseException {
        return shape(Parser.parse(query, ParserOptions.EVERYTHING));
    }

    private static String shape(Expr expression) {
        return switch (expression) {
            case Expr.Binary binary ->
                    "("
                            + shape(binary.left())
                            + Printer.between(binary)
                            + shape(binary.right())
                            + ")";
            case Expr.Unary unary ->
                    "(" + (unary.isNegative() ? "-" : "+") + shape(unary.operand()) + ")";
            case Expr.Parenthesized parenthesized -> "<" + shape(parenthesized.inner()) + ">";
            case Expr.Subquery subquery ->
                    "(" + shape(subquery.inner()) + Printer.tail(subquery) + ")";
            case Expr.Aggregation aggregation ->
                    Printer.head(aggregation)
                            + aggregation.parameter().map(PrinterTest::shape)
                            + "("
                            + shape(aggregation.operand())
                            + ")";
            case Expr.Call call ->
                    call.function().name()
                            + call.arguments().stream().map(PrinterTest::shape).toList();
            case Expr.VectorSelector selector -> Printer.print(selector);
            case Expr.MatrixSelector matrix -> Printer.print(matrix);
            case Expr.NumberLiteral number -> Printer.print(number);
            case Expr.StringLiteral string -> Printer.print(string);
        };
    }
}
