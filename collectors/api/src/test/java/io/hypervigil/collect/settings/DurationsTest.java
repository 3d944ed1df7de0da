package io.hypervigil.collect.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, PT0S, 0s",
        "0s, PT0S, 0s",
        "15s, PT15S, 15s",
        "250ms, PT0.25S, 250ms",
        "1h30m, PT1H30M, 1h30m",
        "90m, PT1H30M, 1h30m",
        "1w, P7D, 7d",
        "1y, P365D, 365d",
        "1y2w3d4h5m6s7ms, P382DT4H5M6.007S, 382d4h5m6s7ms"
    })
    void prometheus_forms_are_taken_and_written_shortest(
            String text, Duration duration, String written) {
        assertThat(Durations.parse(text)).contains(duration);
        assertThat(Durations.format(duration)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "15", "s", "1.5s", "-1s", "1m1h", "1s ", "1S", "1e3s", "9999999999s"})
    void everything_else_is_none(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }
}
