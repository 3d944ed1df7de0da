package io.hypervigil.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "0s, PT0S",
        "1s, PT1S",
        "1m30s, PT1M30S",
        "1.5h, PT1H30M",
        ".5s, PT0.5S",
        "5.s, PT5S",
        "250ms, PT0.25S",
        "250us, PT0.00025S",
        "250µs, PT0.00025S",
        "7ns, PT0.000000007S",
        "1h1m1s1ms, PT1H1M1.001S",
        "0.3ns, PT0S"
    })
    void spans_are_as_go_has_them(String text, Duration span) {
        assertThat(GoDuration.parse(text)).contains(span);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "s",
                ".s",
                "-1s",
                "+1s",
                "1d",
                "1 s",
                "1s ",
                "s1",
                "1.2.3s",
                "1e3s",
                "999999999h"
            })
    void anything_else_is_none(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }

    @Property
    void any_number_of_nanoseconds_is_itself(@ForAll @LongRange(min = 0) long nanos) {
        assertThat(GoDuration.parse(nanos + "ns").map(Duration::toNanos))
                .isEqualTo(
                        nanos < 1_000_000_000_000_000_000L
                                ? java.util.Optional.of(nanos)
                                : java.util.Optional.empty());
    }
}
