package io.hypervigil.containers.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.settings.SettingsBinder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimesSettingsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void all_runtimes_are_looked_for_by_default() {
        assertThat(SettingsBinder.defaults(RuntimesSettings.class))
                .isEqualTo(
                        new RuntimesSettings(
                                true, true, true, true, List.of(), List.of(), List.of(), MINUTE));
    }

    @Test
    void a_time_before_now_is_refused() {
        assertThatThrownBy(
                        () ->
                                new RuntimesSettings(
                                        true,
                                        true,
                                        true,
                                        true,
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        MINUTE.negated()))
                .hasMessage("keep_last: PT-1M, 0s or more expected");
    }
}
