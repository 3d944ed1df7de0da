package io.hypervigil.host.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class NameFilterTest {

    @Test
    void without_patterns_every_name_is_kept() {
        assertThat(NameFilter.of("", "").keeps("sda")).isTrue();
    }

    @Test
    void a_pattern_is_looked_for_anywhere_in_the_name() {
        assertThat(NameFilter.of("d", "").keeps("sda")).isTrue();
        assertThat(NameFilter.of("", "d").keeps("sda")).isFalse();
        assertThat(NameFilter.of("", "^d$").keeps("sda")).isTrue();
    }

    @Test
    void include_and_exclude_together_are_refused() {
        assertThatThrownBy(() -> NameFilter.of("a", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("include 'a' and exclude 'b', one of them expected");
    }

    @Test
    void what_is_no_pattern_is_refused() {
        assertThatThrownBy(() -> NameFilter.of("", "(a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'(a' is no pattern: ");
    }
}
