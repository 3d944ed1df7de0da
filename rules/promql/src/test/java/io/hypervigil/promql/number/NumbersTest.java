package io.hypervigil.promql.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "0755, 493",
        "089, 89",
        "08.5, 8.5",
        "0x1F, 31",
        "0x_1f, 31",
        "1_000.5, 1000.5",
        "1e1_0, 1e10",
        "5e-3, 0.005",
        ".5, 0.5",
        "5., 5",
        "inf, Infinity",
        "-Inf, -Infinity",
        "NAN, NaN",
        "9223372036854775808, 9223372036854775808",
        "-0x10, -16"
    })
    void a_number_is_read_as_go_reads_it(String text, double value) {
        assertThat(Double.compare(Numbers.parse(text), value)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1__0", "_1", "1_", "0xg", "0xffffffffffffffffff", "1e", "1d"})
    void what_is_no_number_is_refused(String text) {
        assertThatThrownBy(() -> Numbers.parse(text))
                .hasMessage("strconv.ParseFloat: parsing \"" + text + "\": invalid syntax");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "-0.0, -0, -0",
        "0.0005, 0.0005, 0.0005",
        "0.00005, 0.00005, 5e-05",
        "123456, 123456, 123456",
        "1234567, 1234567, 1.234567e+06",
        "1e21, 1000000000000000000000, 1e+21",
        "Infinity, +Inf, +Inf",
        "NaN, NaN, NaN",
        "-2.5, -2.5, -2.5",
        "1e-7, 0.0000001, 1e-07"
    })
    void a_number_is_written_as_go_writes_it(double value, String plain, String shortest) {
        assertThat(Numbers.plain(value)).isEqualTo(plain);
        assertThat(Numbers.shortest(value)).isEqualTo(shortest);
    }

    @Property
    void any_number_is_read_as_it_was_written(@ForAll double value) {
        assertThat(Numbers.parse(Numbers.plain(value))).isEqualTo(value);
        assertThat(Numbers.parse(Numbers.shortest(value))).isEqualTo(value);
    }
}
