package io.hypervigil.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiVersionTest {

    @ParameterizedTest
    @CsvSource({
        "1.12, 1.41, 1.41",
        "1.24, 1.44, 1.44",
        "1.44, 1.52, 1.44",
        "1.50, 1.60, 1.50",
        "'', 1.30, 1.30",
        "'', 2.0, 1.44",
    })
    void the_newest_that_both_know_is_agreed_on(String oldest, String newest, String expected) {
        assertThat(
                        ApiVersion.agreed(
                                ApiVersion.parse(oldest), ApiVersion.parse(newest).orElseThrow()))
                .hasToString(expected);
    }

    @Test
    void what_is_no_version_is_none() {
        assertThat(ApiVersion.parse("1.41/../..")).isEmpty();
        assertThat(ApiVersion.parse("1")).isEmpty();
    }
}
