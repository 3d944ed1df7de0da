package io.hypervigil.host.textfile;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoFloatTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "0.5, 0.5",
        "100, 100",
        "409600, 409600",
        "1638400, 1.6384e+06",
        "1000000, 1e+06",
        "999999, 999999",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "-2.5e-7, -2.5e-07",
        "1e100, 1e+100",
        "1.7976931348623157e308, 1.7976931348623157e+308",
    })
    void numbers_are_written_as_go_does(double value, String text) {
        assertThat(GoFloat.format(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "inf, Infinity",
        "+Inf, Infinity",
        "-INF, -Infinity",
        "Infinity, Infinity",
        "nan, NaN",
        "NaN, NaN",
        "+5, 5",
        ".5, 0.5",
        "5., 5",
        "1E3, 1000",
        "-1e-3, -0.001",
    })
    void numbers_are_read_as_go_does(String text, double value) {
        assertThat(GoFloat.parse(text)).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "+", "e5", "1e", "0x10", "0x1p3", "1d", "1f", "+nan", "1 ", " 1", "1,5",
                "1e400"
            })
    void what_go_takes_for_no_number_is_none(String text) {
        assertThat(GoFloat.parse(text)).isEmpty();
    }

    @Property
    void any_number_is_read_as_written(@ForAll double value) {
        assertThat(GoFloat.parse(GoFloat.format(value))).hasValue(value);
    }
}
