package io.hypervigil.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SampleTextTest {

    private final SampleText text = new SampleText();

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "-17, -17",
        "99999999, 99999999",
        "100000000, 100000000",
        "123456789012345, 123456789012345",
        "9007199254740992, 9007199254740992",
        "0.25, 0.25",
        "-0.25, -0.25",
        "12.34, 12.34",
        "0.000001, 0.000001",
        "1234567.000001, 1234567.000001",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "100.5, 100.5",
        "1e-7, 1e-07",
        "5e-324, 5e-324",
        "1.5e20, 150000000000000000000",
        "1e21, 1e+21",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf",
        "12345678.125, 12345678.125",
        "0.0001234, 0.0001234",
    })
    void a_value_is_written_as_go_writes_it(double value, String written) throws IOException {
        assertThat(of(1000, value)).isEqualTo("[1,\"" + written + "\"]");
    }

    @Test
    void a_time_is_in_seconds_and_the_same_the_second_time() throws IOException {
        for (int i = 0; i < 2; i++) {
            assertThat(of(1_435_781_451_781L, 1)).isEqualTo("[1435781451.781,\"1\"]");
            assertThat(of(1_435_781_451_050L, 1)).isEqualTo("[1435781451.050,\"1\"]");
            assertThat(of(-1_500, 1)).isEqualTo("[-1.500,\"1\"]");
            assertThat(of(0, 1)).isEqualTo("[0,\"1\"]");
        }
    }

    @Property
    void any_value_is_read_back_as_it_was(@ForAll double value) throws IOException {
        assertThat(Double.parseDouble(written(value))).isEqualTo(value);
    }

    @Property
    void a_short_value_has_no_digit_too_many(
            @ForAll @LongRange(min = -99_999_999_999L, max = 99_999_999_999L) long digits)
            throws IOException {
        var decimal = BigDecimal.valueOf(digits, 6);
        assertThat(written(decimal.doubleValue()))
                .isEqualTo(decimal.stripTrailingZeros().toPlainString());
    }

    @Property
    void another_has_as_many_digits_as_java_gives_it(
            @ForAll @DoubleRange(min = 1, max = 1e6) @Scale(12) double value) throws IOException {
        assertThat(written(value))
                .isEqualTo(
                        new BigDecimal(Double.toString(value))
                                .stripTrailingZeros()
                                .toPlainString());
    }

    private String written(double value) throws IOException {
        var sample = of(0, value);
        return sample.substring(4, sample.length() - 2);
    }

    private String of(long millis, double value) throws IOException {
        var writer = new StringWriter();
        try (var out = new JsonFactory().createGenerator(writer)) {
            text.writeSample(3, millis, value, out);
        }
        return writer.toString();
    }
}
