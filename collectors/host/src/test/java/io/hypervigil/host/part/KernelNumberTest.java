package io.hypervigil.host.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "42, 42",
        "-1, -1",
        "+7, 7",
        "0x8380, 33664",
        "0X10, 16",
        "017, 15",
        "9223372036854775807, 9223372036854775807",
    })
    void numbers_of_every_base_are_read(String text, long value) {
        assertThat(KernelNumber.signed(text)).isEqualTo(OptionalLong.of(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "N/A", "N/A (no PMA)", "1.5", "12 W", "0x", "09", "#1", "--1"})
    void what_is_no_number_is_empty(String text) {
        assertThat(KernelNumber.signed(text)).isEmpty();
        assertThat(KernelNumber.unsigned(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18446744073709551615", "0xffffffffffffffff"})
    void all_ones_are_a_number_without_sign_only(String text) {
        assertThat(KernelNumber.unsigned(text)).isEqualTo(OptionalDouble.of(0x1p64));
        assertThat(KernelNumber.signed(text)).isEmpty();
    }

    @Property
    void what_was_written_is_read(@ForAll long value) {
        if (value != Long.MIN_VALUE) {
            assertThat(KernelNumber.signed(Long.toString(value))).isEqualTo(OptionalLong.of(value));
        }
        assertThat(KernelNumber.unsigned("0x" + Long.toHexString(value))).isPresent();
    }
}
