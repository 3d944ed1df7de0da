package io.hypervigil.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a stack of 512 kB, as the threads of the process have it: the build says so. */
class ParserSafetyTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private static String outcome(String query) {
        try {
            return Printer.print(Parser.parse(query, ParserOptions.EVERYTHING));
        } catch (ParseException e) {
            return "refused: " + e.getMessage();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "-",
                "+",
                "- -",
                "a + ",
                "a ^ ",
                "a or ",
                "a == bool ",
                "a and on (b) ",
                "sum(",
                "sum by (a) (",
                "abs(-(",
                "topk(1, ",
                "f(",
                "a[",
                "a[(",
                "a[-(",
                "a[5m + ",
                "a offset (",
                "a offset -(",
                "min_of(1, ",
                "a[min_of(5m, ",
                "a[5m:][",
                "a{b=\"c\"}, ",
                "{",
                "\"",
                "\\"
            })
    void ten_thousand_of_anything_end_soon(String part) {
        var query = part.repeat(10_000);

        assertTimeoutPreemptively(SOON, () -> assertThat(outcome(query)).startsWith("refused"));
        assertTimeoutPreemptively(
                SOON, () -> assertThat(outcome(query + "1")).startsWith("refused"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(|1|)",
                "|a + |a",
                "sum(|a|)",
                "a[|(|5m|)|]",
                "abs(|-(|a|))",
                "a|[5m:]|",
            })
    void what_is_closed_properly_ends_soon_too(String shape) {
        var parts = shape.split("\\|", -1);
        var query = new StringBuilder();
        for (var part : parts) {
            query.append(part.isEmpty() ? "" : part.repeat(10_000));
        }

        assertTimeoutPreemptively(
                SOON, () -> assertThat(outcome(query.toString())).startsWith("refused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-(", "abs(", "sum(", "1 + ("})
    void what_is_as_deep_as_may_be_is_read_and_printed(String open) {
        int depth = Parser.MAX_DEPTH / 2 - 2;
        var query = open.repeat(depth) + "a" + ")".repeat(depth);

        var printed = outcome(query);

        assertThat(printed).startsWith(open);
        assertThat(outcome(printed)).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", " ", "1", "\"", "'", "#", "a,", "()", "a{b=\"c\"} ", "é", "5m", "_:"})
    void a_megabyte_ends_soon(String part) {
        var query = part.repeat(1_000_000 / part.length());

        assertTimeoutPreemptively(SOON, () -> assertThat(outcome(query)).isNotEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((a{10}){10}){10}){10}){10}",
                "(x+x+)+y",
                "x{1000}x{1000}x{1000}(y{1000}){1000}",
                "[^\\\\pL\\\\pN]*(a|b|c)*"
            })
    void an_expression_that_explodes_is_bounded(String regex) {
        var query = "f(" + ("a{b=~\"" + regex + "\"},").repeat(5000) + "a)";

        assertTimeoutPreemptively(SOON, () -> assertThat(outcome(query)).startsWith("refused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(x|", "(?:", "((", "(a|(b"})
    void an_expression_that_nests_is_bounded(String open) {
        var query = "a{b=~\"" + open.repeat(5000) + ")".repeat(5000) + "\"}";

        assertTimeoutPreemptively(SOON, () -> assertThat(outcome(query)).startsWith("refused"));
    }

    @Property(tries = 5000)
    void any_text_is_read_or_refused(@ForAll String text) {
        assertThat(outcome(text)).isNotNull();
    }

    @Property(tries = 5000)
    void what_is_nearly_a_query_is_read_or_refused(@ForAll long seed) {
        var random = new Random(seed);
        var query = new StringBuilder(new RandomQueries(seed, ParserOptions.EVERYTHING).query());
        for (int i = 0; i < 3 && !query.isEmpty(); i++) {
            int at = random.nextInt(query.length());
            switch (random.nextInt(3)) {
                case 0 -> query.deleteCharAt(at);
                case 1 ->
                        query.insert(
                                at,
                                "(){}[]\"'`,:=~!<>/+-*^%@#_ 0x5meE.\\\n"
                                        .charAt(random.nextInt(35)));
                default -> query.setLength(at + 1);
            }
        }

        assertThat(outcome(query.toString())).isNotNull();
    }

    @Property(tries = 1000)
    void any_text_in_quotes_is_kept(@ForAll String text) throws Exception {
        var whole =
                new String(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8);
        var quoted = io.hypervigil.promql.labels.Quoted.text(whole);

        if (whole.indexOf('\ufffd') < 0) {
            assertThat(Parser.parse(quoted, ParserOptions.STABLE))
                    .isInstanceOfSatisfying(
                            Expr.StringLiteral.class,
                            literal -> assertThat(literal.value()).isEqualTo(whole));
        }
    }
}
