package io.hypervigil.promql.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class MatcherTest {

    private static Matcher regex(String regex) {
        return new Matcher(Matcher.Type.REGEX, "job", regex);
    }

    @Test
    void a_regular_expression_matches_the_whole_value_line_ends_too() {
        assertThat(regex("a.c").matches("abc")).isTrue();
        assertThat(regex("a.c").matches("a\nc")).isTrue();
        assertThat(regex("a.c").matches("abcd")).isFalse();
        assertThat(regex("a|b").matches("ab")).isFalse();
        assertThat(new Matcher(Matcher.Type.NOT_REGEX, "job", "a|b").matches("ab")).isTrue();
    }

    @Test
    void a_list_of_values_is_known_as_such_so_that_an_index_can_look_them_up() {
        assertThat(regex("a|bc|d").values()).containsExactlyInAnyOrder("a", "bc", "d");
        assertThat(regex("server-.*").values()).isEmpty();
        assertThat(regex("server-.*").prefix()).isEqualTo("server-");
    }

    @Test
    void what_matches_nothing_at_all_matches_a_series_without_the_label() {
        assertThat(new Matcher(Matcher.Type.EQUAL, "job", "").matchesEmpty()).isTrue();
        assertThat(regex(".*").matchesEmpty()).isTrue();
        assertThat(regex(".+").matchesEmpty()).isFalse();
        assertThat(new Matcher(Matcher.Type.NOT_EQUAL, "job", "a").matchesEmpty()).isTrue();
    }

    @Test
    void a_wrong_expression_is_refused_in_the_words_of_go() {
        assertThatThrownBy(() -> regex("a)"))
                .hasMessage("error parsing regexp: unexpected ): `a)`");
        assertThatThrownBy(() -> regex("(a"))
                .hasMessage("error parsing regexp: missing closing ): `(a`");
        assertThatThrownBy(() -> regex("a**"))
                .hasMessage("error parsing regexp: invalid nested repetition operator: `**`");
    }

    @Test
    void an_expression_that_would_take_all_memory_or_all_stack_is_refused_at_once() {
        assertThatThrownBy(() -> regex("((a{1000}){1000}){1000}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> regex("(".repeat(5000) + ")".repeat(5000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> regex("a".repeat(1_000_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void short_cuts_match_what_the_expression_does(
            @ForAll @From("expressions") String expression, @ForAll @From("values") String value) {
        assertThat(regex(expression).matches(value))
                .as(expression + " on " + value)
                .isEqualTo(Pattern.compile("(?s)^(?:" + expression + ")$").matches(value));
    }

    @Provide
    Arbitrary<String> expressions() {
        var part =
                Arbitraries.of(
                        "a",
                        "ab",
                        "abc",
                        ".",
                        ".*",
                        ".+",
                        "[ab]",
                        "(a|b)",
                        "(?i:A)",
                        "b?",
                        "(ab|a)c?",
                        "",
                        "|",
                        "a|",
                        "c*",
                        "(a|bc|)",
                        "\\.",
                        "[^a]");
        return part.list().ofMinSize(0).ofMaxSize(4).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings().withChars("abcA.\n").ofMaxLength(6);
    }
}
