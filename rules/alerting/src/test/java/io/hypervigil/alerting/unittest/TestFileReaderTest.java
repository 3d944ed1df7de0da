package io.hypervigil.alerting.unittest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.alerting.yaml.YamlException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TestFileReaderTest {

    private static TestFile withValue(String value) {
        return TestFileReader.read(
                "tests: [{promql_expr_test: [{expr: m, exp_samples: [{value: " + value + "}]}]}]",
                "t.yml");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "0x10,16", "1_000,1000", ".inf,Infinity", "-.Inf,-Infinity", ".nan,NaN"})
    void a_value_is_any_number_of_yaml(String written, double value) {
        var samples = withValue(written).cases().getFirst().queryTests().getFirst().expected();

        assertThat(samples.getFirst().value()).isEqualTo(Double.valueOf(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'+Inf'", "+Inf", "'NaN'", "NaN", "Inf", "'1'", "\"1e3\"", "1:2"})
    void a_value_that_is_a_text_is_refused_as_promtool_refuses_it(String written) {
        assertThatThrownBy(() -> withValue(written))
                .isInstanceOf(YamlException.class)
                .hasMessageEndingWith("is no number");
    }
}
