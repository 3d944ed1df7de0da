package io.hypervigil.libvirt.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.collect.settings.SettingsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageSettingsTest {

    @Test
    void by_default_there_is_no_cache_and_nothing_may_be_fetched() {
        assertThat(SettingsBinder.defaults(ImageSettings.class))
                .isEqualTo(
                        new ImageSettings(
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                List.of(),
                                32L << 30,
                                128L << 30,
                                2L << 40,
                                Duration.ofSeconds(30),
                                Duration.ofHours(2),
                                "qemu-img"));
    }

    @Test
    void every_key_is_taken() throws SettingsException {
        var settings =
                bound(
                        "folder", "/i",
                        "disks_folders", List.of("/d", "/e/../f"),
                        "hosts", List.of("a.example.org", "b:8443"),
                        "source_folders", List.of("/s"),
                        "max_image_bytes", "1",
                        "max_cache_bytes", "2",
                        "max_virtual_bytes", "3",
                        "stall", "4s",
                        "download_timeout", "5m",
                        "qemu_img", "/usr/bin/qemu-img");

        assertThat(settings)
                .isEqualTo(
                        new ImageSettings(
                                Optional.of(Path.of("/i")),
                                List.of(Path.of("/d"), Path.of("/e/../f")),
                                List.of("a.example.org", "b:8443"),
                                List.of(Path.of("/s")),
                                1,
                                2,
                                3,
                                Duration.ofSeconds(4),
                                Duration.ofMinutes(5),
                                "/usr/bin/qemu-img"));
        assertThat(settings.disksFoldersBeside(Path.of("/i")))
                .containsExactly(Path.of("/d"), Path.of("/f"));
        assertThat(SettingsBinder.defaults(ImageSettings.class).disksFoldersBeside(Path.of("/i")))
                .containsExactly(Path.of("/i/disks"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://a", "a/b", "A.example.org", "a:", "*.example.org", "u@a"})
    void a_host_that_is_none_is_refused(String host) {
        assertThatThrownBy(() -> bound("hosts", List.of(host))).hasMessageContaining("hosts");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a/b?c=d, https://a/b?c=d",
        "HTTPS://A/b, HTTPS://A/b",
        "file:///a/b, file:///a/b",
        "/a/b, file:///a/b"
    })
    void sources_are_taken(String text, String source) {
        assertThat(ImageSource.parse(text).text()).isEqualTo(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/b",
                "http://a/b",
                "https:///b",
                "https://u:secret@a/b",
                "https://a/b#c",
                "https://a/ secret",
                "file://host/a",
                "file:a",
                "json:{}",
                "nbd://a/b"
            })
    void sources_that_are_none_are_refused_without_what_may_be_secret(String text) {
        assertThatThrownBy(() -> ImageSource.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    private static ImageSettings bound(Object... keysAndValues) throws SettingsException {
        var fields = new LinkedHashMap<String, Given>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            fields.put((String) keysAndValues[i], given(keysAndValues[i + 1]));
        }
        var places =
                fields.keySet().stream().collect(Collectors.toMap(key -> key, key -> "key " + key));
        return new SettingsBinder(_ -> null, Path.of("/"))
                .bind(ImageSettings.class, new Given.Fields(fields, places, "top"));
    }

    private static Given given(Object value) {
        return value instanceof List<?> list
                ? new Given.Items(list.stream().map(ImageSettingsTest::given).toList(), "list")
                : new Given.Scalar(value.toString(), "value");
    }
}
