package io.hypervigil.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PageBufferTest {

    @ParameterizedTest
    @CsvSource({
        "0.415, 0.415",
        "-0.415, -0.415",
        "346.12, 346.12",
        "0.000001, 1.0E-6",
        "0.001, 0.001",
        "9999999.5, 9999999.5",
        "12345678.5, 1.23456785E7",
        "0.42857142857142855, 0.42857142857142855",
        "1e15, 1000000000000000",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf",
    })
    void a_value_is_written_so(double value, String text) {
        assertThat(written(value)).isEqualTo(text);
    }

    @Property
    void every_value_is_read_back_as_it_was(@ForAll double value) {
        if (!Double.isInfinite(value)) {
            assertThat(Double.parseDouble(written(value))).isEqualTo(value);
        }
    }

    @Property
    void what_is_no_whole_number_is_written_as_java_writes_it(
            @ForAll @DoubleRange(min = -2e7, max = 2e7) double value) {
        if (value != Math.rint(value)) {
            assertThat(written(value)).isEqualTo(Double.toString(value));
        }
    }

    @Property
    void so_are_decimals_of_a_few_digits(
            @ForAll @LongRange(min = -100_000_000_000L, max = 100_000_000_000L) long digits,
            @ForAll @IntRange(min = 1, max = 9) int behindThePoint) {
        double value = digits / Math.pow(10, behindThePoint);
        if (value != Math.rint(value)) {
            assertThat(written(value)).isEqualTo(Double.toString(value));
        }
    }

    private static String written(double value) {
        return new PageBuffer().append(value).toString();
    }
}
