package io.hypervigil.promql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0s, 0",
        "5m, 300000",
        "1h30m, 5400000",
        "1d, 86400000",
        "500ms, 500",
        "1y2w3d4h5m6s7ms, 33019506007"
    })
    void a_length_is_read(String text, long millis) {
        assertThat(Durations.parseMillis(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|empty duration string",
                "5|not a valid duration string: \"5\"",
                "m|not a valid duration string: \"m\"",
                "-5m|not a valid duration string: \"-5m\"",
                "5s5m|not a valid duration string: \"5s5m\"",
                "5m5m|not a valid duration string: \"5m5m\"",
                "1hs|unknown unit \"hs\" in duration \"1hs\"",
                "1.5h|unknown unit \".\" in duration \"1.5h\"",
                "300y|duration out of range",
                "99999999999999999999s|not a valid duration string: \"99999999999999999999s\""
            })
    void what_is_no_length_is_refused(String text, String reason) {
        assertThatThrownBy(() -> Durations.parseMillis(text)).hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "300000, 5m",
        "90000, 1m30s",
        "1209600000, 2w",
        "7776000000, 90d",
        "31536000000, 1y",
        "-500, -500ms"
    })
    void a_length_is_written(long millis, String text) {
        assertThat(Durations.write(millis)).isEqualTo(text);
    }

    @Property
    void any_length_is_read_as_it_was_written(
            @ForAll @LongRange(min = 0, max = 9_000_000_000_000L) long millis) {
        assertThat(Durations.parseMillis(Durations.write(millis))).isEqualTo(millis);
    }
}
