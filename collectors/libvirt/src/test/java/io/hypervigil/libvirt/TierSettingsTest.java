package io.hypervigil.libvirt;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TierSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void what_no_daemon_could_keep_up_with_is_refused_in_the_words_it_was_given() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new TierSettings(
                                        SECOND, Duration.ZERO, SECOND, SECOND, SECOND, 50, 4))
                .withMessage("usage: 0s, 1s or more expected");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new TierSettings(
                                        SECOND,
                                        SECOND,
                                        SECOND,
                                        SECOND,
                                        Duration.ofMillis(50),
                                        50,
                                        4))
                .withMessage("call_timeout: 50ms, 100ms or more expected");
    }
}
