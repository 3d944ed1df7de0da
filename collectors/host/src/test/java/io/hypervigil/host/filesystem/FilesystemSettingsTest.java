package io.hypervigil.host.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.collect.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FilesystemSettingsTest {

    @Test
    void the_defaults_are_those_of_node_exporter() {
        var settings = SettingsBinder.defaults(FilesystemSettings.class);

        assertThat(settings)
                .isEqualTo(
                        new FilesystemSettings(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Duration.ofSeconds(5),
                                4));
        assertThat(settings.mountPoints().accepts("/proc/fs")).isFalse();
        assertThat(settings.fsTypes().accepts("cgroup2")).isFalse();
    }

    @Test
    void every_setting_has_its_key() throws SettingsException {
        assertThat(
                        bind(
                                Map.of(
                                        "mount_points_exclude", "^/a",
                                        "fs_types_include", "^ext4$",
                                        "mount_timeout", "10s",
                                        "stat_workers", "8")))
                .isEqualTo(
                        new FilesystemSettings(
                                Optional.of("^/a"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("^ext4$"),
                                Duration.ofSeconds(10),
                                8));
    }

    @Test
    void an_empty_exclude_leaves_nothing_out() throws SettingsException {
        var settings = bind(Map.of("mount_points_exclude", ""));

        assertThat(settings.mountPoints().accepts("/proc")).isTrue();
    }

    @Test
    void include_and_exclude_together_are_refused() {
        assertThatThrownBy(() -> bind(Map.of("fs_types_include", "a", "fs_types_exclude", "b")))
                .hasMessageContaining(
                        "fs_types_include and fs_types_exclude are given, one of them expected");
    }

    @Test
    void a_timeout_of_nothing_is_refused() {
        assertThatThrownBy(() -> bind(Map.of("mount_timeout", "0")))
                .hasMessageContaining("mount_timeout: 0s, more than 0 expected");
    }

    private static FilesystemSettings bind(Map<String, String> values) throws SettingsException {
        var fields = new LinkedHashMap<String, Given>();
        values.forEach((key, value) -> fields.put(key, new Given.Scalar(value, "test")));
        return new SettingsBinder(_ -> null, Path.of(""))
                .bind(FilesystemSettings.class, new Given.Fields(fields, Map.of(), "test"));
    }
}
