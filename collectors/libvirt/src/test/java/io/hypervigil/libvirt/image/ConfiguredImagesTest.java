package io.hypervigil.libvirt.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.settings.SettingsBinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfiguredImagesTest {

    @TempDir Path base;

    @Test
    void a_folder_is_taken_when_it_is_asked_for_and_not_before() throws Exception {
        var folder = base.resolve("images");
        try (var images = images(Optional.of(folder))) {
            assertThat(folder).doesNotExist();

            assertThat(images.cache()).isPresent().isEqualTo(images.cache());
            assertThat(folder).isDirectory();
        }
    }

    @Test
    void without_a_folder_there_is_none() throws Exception {
        try (var images = images(Optional.empty())) {
            assertThat(images.cache()).isEmpty();
        }
    }

    @Test
    void what_is_closed_has_none_and_lets_the_next_have_it() throws Exception {
        var first = images(Optional.of(base));
        assertThat(first.cache()).isPresent();
        first.close();
        first.close();

        assertThat(first.cache()).isEmpty();
        try (var second = images(Optional.of(base))) {
            assertThat(second.cache()).isPresent();
        }
    }

    @Test
    void a_file_is_no_folder() throws Exception {
        var file = Files.createFile(base.resolve("images"));
        try (var images = images(Optional.of(file))) {
            assertRefused(images, "the folder of images cannot be used: " + file + " is no folder");
        }
    }

    @Test
    void a_folder_that_another_uses_is_had_once_that_lets_go() throws Exception {
        var first = images(Optional.of(base));
        assertThat(first.cache()).isPresent();
        try (var second = images(Optional.of(base))) {
            assertRefused(
                    second,
                    "the folder of images cannot be used: "
                            + base.toRealPath()
                            + ": in use by this very process");
            first.close();

            assertThat(second.cache()).isPresent();
        }
    }

    private static void assertRefused(ConfiguredImages images, String message) {
        assertThatExceptionOfType(ActionFailure.class)
                .isThrownBy(images::cache)
                .withMessage(message)
                .satisfies(
                        e -> {
                            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
                            assertThat(e.remedy()).contains("collectors.libvirt.images.folder");
                        });
    }

    private static ConfiguredImages images(Optional<Path> folder) {
        var defaults = SettingsBinder.defaults(ImageSettings.class);
        return new ConfiguredImages(
                new ImageSettings(
                        folder,
                        defaults.disksFolders(),
                        defaults.hosts(),
                        defaults.sourceFolders(),
                        defaults.maxImageBytes(),
                        defaults.maxCacheBytes(),
                        defaults.maxVirtualBytes(),
                        defaults.stall(),
                        defaults.downloadTimeout(),
                        defaults.qemuImg()),
                InstantSource.system(),
                Map::of);
    }
}
