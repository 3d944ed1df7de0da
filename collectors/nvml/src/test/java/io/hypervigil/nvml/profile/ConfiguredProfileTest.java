package io.hypervigil.nvml.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.nvml.profile.Profile.Origin;
import io.hypervigil.nvml.profile.Profile.ProfileSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ConfiguredProfileTest {

    @Test
    void by_default_a_profile_is_for_all_gpus_and_leaves_all_as_it_is() {
        assertThat(SettingsBinder.defaults(ConfiguredProfile.class))
                .isEqualTo(
                        new ConfiguredProfile(
                                "",
                                List.of("all"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false));
    }

    @Test
    void every_key_is_taken() throws SettingsException {
        var given =
                mapping(
                        Map.of(
                                "summary",
                                text("less noise"),
                                "gpus",
                                new Given.Items(
                                        List.of(text("GPU-1"), text("model:.*H100")), "gpus"),
                                "power_limit",
                                text("80% of default"),
                                "graphics_clock",
                                text("210-1200"),
                                "memory_clock",
                                text("free"),
                                "persistence",
                                text("true"),
                                "compute_mode",
                                text("exclusive_process"),
                                "ecc",
                                text("true"),
                                "keep",
                                text("true")));

        var settings =
                new SettingsBinder(_ -> null, Path.of("")).bind(ConfiguredProfile.class, given);

        assertThat(settings.keep()).isTrue();
        assertThat(settings.named("night"))
                .isEqualTo(
                        new Profile(
                                "night",
                                "less noise",
                                Origin.CONFIGURED,
                                List.of(
                                        new GpuSelector.Uuid("GPU-1"),
                                        new GpuSelector.Model(".*H100")),
                                new ProfileSettings(
                                        Optional.of(new PowerTarget.OfDefault(80)),
                                        Optional.of(new ClockTarget.Locked(210, 1200)),
                                        Optional.of(new ClockTarget.Free()),
                                        Optional.of(true),
                                        Optional.of(ComputeMode.EXCLUSIVE_PROCESS),
                                        Optional.of(true))));
    }

    private static Given.Scalar text(String text) {
        return new Given.Scalar(text, text);
    }

    private static Given.Fields mapping(Map<String, Given> fields) {
        var places =
                fields.keySet().stream().collect(Collectors.toMap(key -> key, key -> "key " + key));
        return new Given.Fields(fields, places, "top");
    }
}
