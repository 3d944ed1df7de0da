package io.hypervigil.host.bcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.Text;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HumanNumberTest {

    @ParameterizedTest
    @CsvSource({
        "131072, 131072",
        "0, 0",
        "-0, 0",
        "1.0k, 1024",
        "542k, 555008",
        "1.5k, 1524",
        "-1.5k, -1524",
        "4.5M, 4706304",
        "2.2G, 2357198848",
        "10.2T, 11209864642560",
    })
    void units_are_powers_of_1024_and_fractions_the_kernels(String text, double number) {
        assertThat(HumanNumber.parse(text)).hasValue(number);
    }

    @Test
    void ten_hundredths_are_more_than_nine_tenths() {
        assertThat(HumanNumber.parse("1.10k").orElseThrow())
                .isGreaterThan(HumanNumber.parse("1.9k").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "k", "many", "1.2.3k", "1.k"})
    void what_is_no_number_is_empty(String text) {
        assertThat(HumanNumber.parse(text)).isEmpty();
    }

    @Property
    void whole_numbers_are_read_as_written(@ForAll @IntRange(min = 0) int number) {
        assertThat(HumanNumber.parse(String.valueOf(number))).hasValue(number);
    }

    @Test
    void lines_of_names_and_numbers_may_have_units() {
        assertThat(
                        Bcache.parse(
                                Text.of(
                                        "rate:\t\t1.1M/sec\nchange:\t\t-2k/sec\nnext io:\t17ms\nUnused:\t\t99%\nQuantiles:\t[0 1]\n")))
                .isEqualTo(
                        Map.of(
                                "rate", 1150976.0, "change", -2048.0, "next io", 17.0, "Unused",
                                99.0));
    }
}
