package io.hypervigil.alerting.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.promql.labels.Labels;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MatcherTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a=b                    | {a=\"b\"}",
                "a = \"b\"              | {a=\"b\"}",
                "{a=~\"b.*\", c != d,}  | {a=~\"b.*\",c!=\"d\"}",
                "a=                     | {a=\"\"}",
                "a=b c                  | {a=\"b c\"}",
                "{a=b                   | {a=\"b\"}",
                "{a=b},                 | {a=\"b}\"}",
                "a=b=c                  | {a=\"b=c\"}",
                "a==c                   | {a=\"=c\"}",
                "a:b!~c                 | {a:b!~\"c\"}",
                "a=\"q\\\"x\\n\\\\y\\z\"| {a=\"q\\\"x\\n\\\\y\\\\z\"}",
                "a=\"x,y\",b=z          | {a=\"x,y\",b=\"z\"}",
                "ä=b                    | {ä=\"b\"}",
                "0a=b                   | {0a=\"b\"}",
                "\"u t\"=~\"y\\\"z\"    | {\"u t\"=~\"y\\\"z\"}",
                "{\"\\u00e4\"=b , c=d}  | {ä=\"b\",c=\"d\"}",
                "\"\"=a                 | {=\"a\"}",
                "{}                     | {}",
            })
    void a_text_is_read_as_alertmanager_reads_it(String text, String expected) {
        assertThat(MatcherText.all(text)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a         | bad matcher format: a",
                ",a=b      | bad matcher format: ",
                "\"a=b     | bad matcher format: \"a=b",
                "a=\"b\"c\"| matcher value contains unescaped double quote: \"b\"c\"",
                "a=\"b     | matcher value contains unescaped double quote: \"b",
                "a=~(      | error parsing regexp: missing closing ): `(`",
            })
    void a_wrong_text_is_refused_in_the_words_of_the_classic_syntax(String text, String expected) {
        assertThatThrownBy(() -> MatcherText.all(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(expected == null ? "" : expected.isEmpty() ? "" : expected(expected));
    }

    private static String expected(String text) {
        return text.equals("bad matcher format:") ? text + " " : text;
    }

    @Test
    void one_matcher_has_no_braces_and_no_neighbour() {
        assertThat(Matchers.text(MatcherText.one("\"a b\"=c"))).isEqualTo("\"a b\"=\"c\"");
        assertThatThrownBy(() -> MatcherText.one("{a=b}"))
                .hasMessage("unexpected open or close brace: {a=b}");
        assertThatThrownBy(() -> MatcherText.one("ä=b,ö=c")).hasMessageStartingWith("bad matcher");
    }

    @Test
    void a_label_that_is_not_there_is_empty() {
        var labels = Labels.of("a", "b");

        assertThat(MatcherText.all("a=b,c=\"\"").matches(labels)).isTrue();
        assertThat(MatcherText.all("c!=x").matches(labels)).isTrue();
        assertThat(MatcherText.all("c=~.+").matches(labels)).isFalse();
        assertThat(Matchers.NONE.matches(labels)).isTrue();
    }

    @Test
    void sorting_goes_by_name_value_and_operator() {
        assertThat(MatcherText.all("b=c,a=x,a!=b,a=b").sorted())
                .hasToString("{a=\"b\",a!=\"b\",a=\"x\",b=\"c\"}");
    }

    @Property
    void what_is_written_reads_as_the_same(
            @ForAll @StringLength(min = 1, max = 5) @Chars({'a', 'ä', ' ', '"', '=', '\\'})
                    String name,
            @ForAll @StringLength(max = 6) @CharRange(from = ' ', to = '~') String value) {
        var text = "{" + quoted(name) + "=" + quoted(value) + "}";

        assertThat(MatcherText.all(text).all())
                .singleElement()
                .satisfies(
                        matcher -> {
                            assertThat(matcher.name()).isEqualTo(name);
                            assertThat(matcher.value()).isEqualTo(value);
                        });
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Property
    void any_text_is_read_or_refused(
            @ForAll
                    @StringLength(max = 12)
                    @Chars({'a', '=', '~', '!', '"', '\\', ',', '{', '}', ' '})
                    String text) {
        try {
            assertThat(MatcherText.all(text).all()).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
