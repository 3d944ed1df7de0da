package io.hypervigil.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ParserErrorsTest {

    @TestFactory
    Stream<DynamicTest> what_is_wrong_is_told_as_prometheus_tells_it() {
        return Cases.read("refused.txt").stream()
                .map(
                        wanted ->
                                dynamicTest(
                                        wanted.query(),
                                        () ->
                                                assertThat(outcome(wanted.query()))
                                                        .isEqualTo(wanted.outcome())));
    }

    private static String outcome(String query) {
        try {
            return Printer.print(Parser.parse(query, ParserOptions.EVERYTHING));
        } catch (ParseException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void what_is_not_switched_on_is_told_as_prometheus_tells_it() {
        var nothing = new ParserOptions(false, false, false, false);

        assertThat(
                        Stream.of(
                                "limitk(1, a)",
                                "mad_over_time(a[5m])",
                                "max_of(1, 2)",
                                "a anchored",
                                "rate(a[5m] smoothed)",
                                "a + fill(1) b",
                                "a[5m + 1m]",
                                "a[(5m)]",
                                "a offset step()"))
                .map(query -> refusal(query, nothing))
                .containsExactly(
                        "1:1: parse error: limitk() is experimental and must be enabled with"
                                + " --enable-feature=promql-experimental-functions",
                        "1:1: parse error: function \"mad_over_time\" is not enabled",
                        "1:1: parse error: function \"max_of\" is not enabled",
                        "1:1: parse error: anchored modifier is experimental and not enabled",
                        "1:6: parse error: smoothed modifier is experimental and not enabled",
                        "1:1: parse error: binop fill modifiers are experimental and not enabled",
                        "1:3: parse error: experimental duration expression is not enabled",
                        "1:4: parse error: experimental duration expression is not enabled",
                        "1:10: parse error: experimental duration expression is not enabled");
    }

    private static String refusal(String query, ParserOptions options) {
        try {
            return Printer.print(Parser.parse(query, options));
        } catch (ParseException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void a_place_is_counted_in_bytes_and_lines() {
        assertThatThrownBy(() -> Parser.parse("a{b=\"é\"} +\n  foo(", ParserOptions.STABLE))
                .isInstanceOf(ParseException.class)
                .hasMessage("2:7: parse error: unclosed left parenthesis")
                .extracting(e -> ((ParseException) e).position().start())
                .isEqualTo(18);
    }
}
