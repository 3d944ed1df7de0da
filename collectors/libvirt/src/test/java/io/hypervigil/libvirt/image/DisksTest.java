package io.hypervigil.libvirt.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.action.ActionFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DisksTest {

    @TempDir Path folder;
    private CacheRoom room;
    private ImageCache cache;
    private Disks disks;
    private ImageDigest base;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        RealPart.require("qemu-img", "install the package qemu-utils");
        room = new CacheRoom(folder, List.of(), HttpClient::newHttpClient);
        cache = room.open();
        disks = cache.disks();
        var bytes = Images.qcow2(folder, 5 * Images.MEBIBYTE);
        base = cache.fetch(Images.request(room.source("a", bytes), bytes), new Waiting()).digest();
        file = disks.file(disks.folders().getFirst(), "web-0");
    }

    @AfterEach
    void close() throws IOException {
        cache.close();
    }

    @Test
    void an_overlay_names_its_base_and_the_format_of_it() throws Exception {
        disks.createOverlay(file, base, 8 * Images.MEBIBYTE);

        var info = new QemuImg("qemu-img").info(file, List.of(ImageFormat.QCOW2)).toString();
        assertThat(info)
                .contains("backing-filename-format=Text[text=qcow2]")
                .contains("backing-filename=Text[text=" + cache.all().getFirst().file() + "]")
                .contains("virtual-size=Whole[number=8388608]");
        assertThat(disks.virtualBytes(file)).isEqualTo(8 * Images.MEBIBYTE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void an_overlay_smaller_than_its_base_is_refused_and_nothing_is_made() {
        assertThatThrownBy(() -> disks.createOverlay(file, base, Images.MEBIBYTE))
                .hasMessage("a disk of 1048576 bytes is smaller than the 5242880 that are there");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_disk_that_is_there_is_not_overwritten() throws Exception {
        Files.writeString(file, "precious");

        assertThatThrownBy(() -> disks.createEmpty(file, Images.MEBIBYTE))
                .hasMessage(file + ": there already");
        assertThat(file).hasContent("precious");
    }

    @Test
    void a_disk_on_an_image_that_is_not_here_is_refused() {
        var none = Images.digest(new byte[0]);

        assertThatThrownBy(() -> disks.createOverlay(file, none, Images.MEBIBYTE))
                .hasMessage("no image " + none);
    }

    @Test
    void a_disk_grows_and_never_shrinks() throws Exception {
        disks.createEmpty(file, 2 * Images.MEBIBYTE);

        assertThat(disks.grow(file, 3 * Images.MEBIBYTE)).isTrue();
        assertThat(disks.grow(file, 3 * Images.MEBIBYTE)).isFalse();
        assertThatThrownBy(() -> disks.grow(file, Images.MEBIBYTE))
                .hasMessage("a disk of 1048576 bytes is smaller than the 3145728 that are there");
        assertThat(disks.virtualBytes(file)).isEqualTo(3 * Images.MEBIBYTE);
    }

    @Test
    void a_size_is_refused_before_anything_is_made() throws Exception {
        assertThatThrownBy(() -> disks.checkSize(Optional.of(base), 4 * Images.MEBIBYTE))
                .hasMessage("a disk of 4194304 bytes is smaller than the 5242880 that are there");
        assertThatThrownBy(() -> disks.checkSize(Optional.empty(), 1L << 40))
                .hasMessageEndingWith("from 1 to 17179869184 expected");

        disks.checkSize(Optional.of(base), 5 * Images.MEBIBYTE);
        disks.checkSize(Optional.of(Images.digest(new byte[0])), 1);
    }

    @Test
    void a_disk_larger_than_any_may_be_is_refused() {
        assertThatThrownBy(() -> disks.createEmpty(file, 1L << 40))
                .hasMessage("a disk of 1099511627776 bytes: from 1 to 17179869184 expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../a", "a/b", ".hidden", "-o", "a b", "ä", "a\n"})
    void a_name_that_is_none_is_refused(String name) {
        assertThatThrownBy(() -> disks.file(disks.folders().getFirst(), name))
                .isInstanceOf(ActionFailure.class);
    }

    @Test
    void a_file_elsewhere_is_neither_made_nor_grown_nor_deleted() throws Exception {
        var elsewhere = Files.writeString(folder.resolve("elsewhere.qcow2"), "precious");
        var around = disks.folders().getFirst().resolve("../elsewhere.qcow2");

        for (Path path : List.of(elsewhere, around)) {
            assertThatThrownBy(() -> disks.delete(path))
                    .hasMessage(path + ": in none of the folders of disks");
            assertThatThrownBy(() -> disks.grow(path, 1)).isInstanceOf(ActionFailure.class);
            assertThatThrownBy(() -> disks.createEmpty(path, 1)).isInstanceOf(ActionFailure.class);
        }
        assertThat(elsewhere).hasContent("precious");
    }
}
