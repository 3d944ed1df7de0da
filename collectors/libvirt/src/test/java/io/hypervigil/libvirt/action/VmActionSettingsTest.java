package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hypervigil.collect.settings.SettingsBinder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VmActionSettingsTest {

    @Test
    void nothing_may_be_migrated_unless_that_is_said() {
        assertThat(SettingsBinder.defaults(VmActionSettings.class))
                .isEqualTo(
                        new VmActionSettings(
                                List.of(), List.of("/var/log/libvirt"), Duration.ofSeconds(30)))
                .isEqualTo(VmActionSettings.defaults());
    }

    @Test
    void what_could_never_be_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VmActionSettings(List.of(), List.of(), Duration.ZERO))
                .withMessage("patience: 0s, 1s or more expected");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new VmActionSettings(
                                        List.of(), List.of("log"), Duration.ofSeconds(1)))
                .withMessage("consoleFolders: 'log', an absolute path expected");
    }
}
