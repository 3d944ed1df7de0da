package io.hypervigil.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in an address or a form, and what times, durations and names are written as. */
final class ParametersTest {

    @Test
    void a_form_goes_before_the_address() {
        var parameters = Parameters.of("a=1&b=%2B+&a=2", "a=3&c");

        assertThat(parameters.all("a")).containsExactly("1", "2", "3");
        assertThat(parameters.first("b")).isEqualTo("+ ");
        assertThat(parameters.first("c")).isEmpty();
        assertThat(parameters.all("d")).isEmpty();
    }

    @Test
    void characters_beyond_ascii_come_escaped_or_as_they_are() {
        var parameters = Parameters.of("a=%C3%BCü&b=%F0%9F%98%80😀", null);

        assertThat(parameters.first("a")).isEqualTo("üü");
        assertThat(parameters.first("b")).isEqualTo("😀😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%1", "a=%zz", "%=1", "a=1&b=%+1"})
    void what_is_escaped_wrongly_is_refused(String form) {
        assertThatThrownBy(() -> Parameters.of(form, null))
                .isInstanceOf(ApiFailure.class)
                .hasMessageStartingWith("error parsing form values: invalid URL escape \"%");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1767607200, 1767607200000",
        "1767607200.123, 1767607200123",
        "1767607200.1234, 1767607200123",
        "1767607200.9996, 1767607201000",
        "-1.5, -1500",
        "1e3, 1000000",
        "2026-01-05T10:00:00Z, 1767607200000",
        "2026-01-05T11:00:00.5+01:00, 1767607200500",
        "292277025-08-18T07:12:54.999999999Z, 9007199254740992",
        "1e300, 9007199254740992",
    })
    void a_time_is_seconds_or_a_date(String text, long millis) {
        assertThat(Moments.required(Parameters.of("t=" + text.replace("+", "%2B"), null), "t"))
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"15, 15000", "0.5, 500", "1m, 60000", "1h30m, 5400000", "1e-1, 100", "-2, -2000"})
    void a_duration_is_seconds_or_has_units(String text, long millis) {
        assertThat(Moments.duration(text).toMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1x", "m", "-1m", "NaN", "Inf", "1e400"})
    void what_is_no_duration_is_refused(String text) {
        assertThatThrownBy(() -> Moments.duration(text))
                .hasMessage("cannot parse \"" + text + "\" to a valid duration");
    }

    @ParameterizedTest
    @CsvSource({
        "job, job",
        "U__job, job",
        "U__a_2e_b, a.b",
        "U__sp_E4_te, späte",
        "U____name__, _name_",
        "U______name____, __name__",
        "U___1F600_, 😀",
        "U__a_2e, U__a_2e",
        "U__a_x_, U__a_x_",
        "U__a_D800_, U__a_D800_",
        "U__a_1234567_, U__a_1234567_",
    })
    void an_escaped_name_is_read(String text, String name) {
        assertThat(EscapedName.read(text)).isEqualTo(name);
    }
}
