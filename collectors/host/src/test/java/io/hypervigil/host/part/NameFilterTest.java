package io.hypervigil.host.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NameFilterTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', eth0, true",
        "eth, '', eth0, true",
        "th, '', eth0, true",
        "^th, '', eth0, false",
        "^eth$, '', eth0, false",
        "'', th, eth0, false",
        "'', ^veth, eth0, true",
        "'', ^veth, veth0, false",
        "eth, ^v, veth0, false",
    })
    void a_name_is_wanted_where_include_finds_it_and_exclude_does_not(
            String include, String exclude, String name, boolean isWanted) {
        var filter = NameFilter.of(include, exclude);

        assertThat(filter.accepts(name)).isEqualTo(isWanted);
        assertThat(filter.accepts(name)).as("asked again").isEqualTo(isWanted);
    }

    @Test
    void verdicts_do_not_pile_up_when_names_come_and_go() {
        var filter = NameFilter.excluding("7$");

        for (int i = 0; i < 100_000; i++) {
            assertThat(filter.accepts("veth" + i)).isEqualTo(i % 10 != 7);
        }
    }

    @Test
    void a_pattern_that_is_none_is_refused_by_the_name_of_its_setting() {
        assertThatThrownBy(() -> NameFilter.requirePattern("fields", "a(b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fields: 'a(b' is no RE2 pattern: missing closing )");
    }

    @Test
    void include_and_exclude_together_are_refused() {
        assertThatThrownBy(
                        () -> NameFilter.requireOneOf("device_include", "a", "device_exclude", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("device_include and device_exclude are given, one of them expected");
        assertThatCode(() -> NameFilter.requireOneOf("device_include", "a", "device_exclude", ""))
                .doesNotThrowAnyException();
    }
}
