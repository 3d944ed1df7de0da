package io.hypervigil.libvirt.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageCacheTest {

    private static final int SIZE = 100_000;

    @TempDir Path folder;
    private CacheRoom room;
    private ImageCache cache;
    private Path disks;

    @BeforeEach
    void open() throws IOException {
        RealPart.require("qemu-img", "install the package qemu-utils");
        room = new CacheRoom(folder, List.of(), HttpClient::newHttpClient);
        cache = room.open(room.settings(SIZE, 3 * SIZE, Duration.ofMinutes(1)));
        disks = room.images.resolve("disks");
    }

    @AfterEach
    void close() throws IOException {
        cache.close();
    }

    private void reopen() throws IOException {
        cache.close();
        cache = room.open(room.settings(SIZE, 3 * SIZE, Duration.ofMinutes(1)));
    }

    /** An image of its own for each number, a minute after the one before. */
    private ImageDigest fetch(int number) throws Exception {
        room.clock.advance(Duration.ofMinutes(1));
        var bytes = Images.raw(SIZE, number);
        var source = room.source("image-" + number, bytes);
        return cache.fetch(Images.request(source, bytes), new Waiting()).digest();
    }

    private Path overlay(String name, ImageDigest base) throws ActionFailure {
        var file = cache.disks().file(disks, name);
        cache.disks().createOverlay(file, base, Images.MEBIBYTE);
        return file;
    }

    private List<ImageDigest> digests() {
        return cache.all().stream().map(CachedImage::digest).sorted().toList();
    }

    private ActionFailure failure(String source, ImageDigest digest) {
        var request = new ImageRequest(ImageSource.parse(source), digest, Optional.empty());
        try {
            throw new AssertionError("fetched: " + cache.fetch(request, new Waiting()));
        } catch (ActionFailure e) {
            return e;
        }
    }

    @Test
    void the_image_used_least_recently_makes_room() throws Exception {
        var one = fetch(1);
        var two = fetch(2);
        var three = fetch(3);
        var again = fetch(1);

        var four = fetch(4);

        assertThat(again).isEqualTo(one);
        assertThat(digests()).containsExactlyInAnyOrder(one, three, four).doesNotContain(two);
        assertThat(room.files()).hasSize(3);
    }

    @Test
    void an_image_in_use_never_makes_room() throws Exception {
        var one = fetch(1);
        overlay("a", one);
        var two = fetch(2);
        fetch(3);

        fetch(4);
        fetch(5);

        assertThat(digests()).contains(one).doesNotContain(two).hasSize(3);
    }

    @Test
    void where_all_are_in_use_the_fetch_is_refused_and_none_is_lost() throws Exception {
        for (int i = 1; i <= 3; i++) {
            overlay("disk-" + i, fetch(i));
        }
        var bytes = Images.raw(SIZE, 4);

        var failure = failure(room.source("four", bytes), Images.digest(bytes));

        assertThat(failure.kind()).isEqualTo(Kind.QUOTA);
        assertThat(failure)
                .hasMessage(
                        "no room for an image of 100000 bytes: of 300000 that all may have, and of"
                                + " what the file system has left, those in use leave too little");
        assertThat(digests()).hasSize(3);
    }

    @Test
    void while_nobody_can_tell_who_uses_images_none_makes_room_and_nobody_hangs() throws Exception {
        for (int i = 1; i <= 3; i++) {
            fetch(i);
        }
        var bytes = Images.raw(SIZE, 4);
        var source = room.source("four", bytes);
        room.used =
                () -> {
                    throw Refusal.of(Kind.UNAVAILABLE, "libvirt is away", "start it");
                };
        assertThat(failure(source, Images.digest(bytes))).hasMessage("libvirt is away");
        room.used =
                () -> {
                    throw new LinkageError("no library");
                };
        assertThat(failure(source, Images.digest(bytes)))
                .hasMessage("the fetch broke: java.lang.LinkageError: no library");
        assertThat(digests()).hasSize(3);

        room.used = Map::of;
        assertThat(fetch(4)).isEqualTo(Images.digest(bytes));
    }

    @Test
    void a_file_system_that_is_nearly_full_counts_too() throws Exception {
        var one = fetch(1);
        overlay("a", one);
        fetch(2);
        room.freeBytes = (64 << 20) + SIZE / 2;

        var three = fetch(3);

        assertThat(digests()).containsExactlyInAnyOrder(one, three);
        var bytes = Images.raw(SIZE, 4);
        room.freeBytes = 64 << 20;
        overlay("b", three);
        assertThat(failure(room.source("four", bytes), Images.digest(bytes)))
                .hasMessageContaining(" of what the file system has left, ");
        assertThat(digests()).containsExactlyInAnyOrder(one, three);
    }

    @Test
    void what_broken_off_fetches_left_makes_room_first() throws Exception {
        var one = fetch(1);
        var two = fetch(2);
        var left = room.images.resolve(Images.digest(new byte[0]) + ".part");
        Files.write(left, new byte[SIZE]);

        var three = fetch(3);

        assertThat(left).doesNotExist();
        assertThat(digests()).containsExactlyInAnyOrder(one, two, three);
    }

    @Test
    void an_image_is_removed_once_nothing_stands_on_it() throws Exception {
        var one = fetch(1);
        var disk = overlay("a", one);

        assertThatThrownBy(() -> cache.remove(one))
                .hasMessage("image " + one + " is in use by " + disk);
        assertThat(cache.disks().delete(disk)).isTrue();

        assertThat(cache.remove(one)).isTrue();
        assertThat(cache.remove(one)).isFalse();
        assertThat(room.files()).isEmpty();
    }

    @Test
    void a_disk_deleted_by_others_counts_no_more() throws Exception {
        var one = fetch(1);
        Files.delete(overlay("a", one));

        assertThat(cache.remove(one)).isTrue();
    }

    @Test
    void disks_of_a_folder_that_is_away_still_count() throws Exception {
        var one = fetch(1);
        var disk = overlay("a", one);
        Files.move(disks, disks.resolveSibling("away"));
        Files.createDirectory(disks);

        assertThat(cache.standingOn(one)).containsExactly(disk);
        reopen();
        assertThat(cache.standingOn(one)).containsExactly(disk);
    }

    @Test
    void all_is_known_again_after_a_restart() throws Exception {
        var one = fetch(1);
        var disk = overlay("a", one);
        var before = cache.all();

        reopen();

        assertThat(cache.all()).isEqualTo(before);
        assertThat(cache.standingOn(one)).containsExactly(disk);
    }

    @Test
    void a_damaged_index_is_made_anew_from_the_folders() throws Exception {
        var bytes = Images.qcow2(folder, 5 * Images.MEBIBYTE);
        cache.close();
        cache = room.open();
        var source = room.source("image", bytes);
        var qcow2 = cache.fetch(Images.request(source, bytes), new Waiting()).digest();
        var raw = fetch(1);
        var disk = overlay("a", raw);
        Files.writeString(room.images.resolve("index.json"), "{\"images\": [{\"sha256\":");

        reopen();

        assertThat(cache.all())
                .extracting(
                        CachedImage::digest,
                        CachedImage::format,
                        CachedImage::virtualBytes,
                        CachedImage::source)
                .containsExactlyInAnyOrder(
                        tuple(qcow2, ImageFormat.QCOW2, 5 * Images.MEBIBYTE, Optional.empty()),
                        tuple(raw, ImageFormat.RAW, 100_352L, Optional.empty()));
        assertThat(cache.standingOn(raw)).containsExactly(disk);
    }

    @Test
    void a_file_that_is_no_longer_as_it_was_is_not_offered() throws Exception {
        var one = fetch(1);
        var file = cache.of(one).orElseThrow().file();
        Files.delete(file);
        Files.write(file, new byte[10]);

        reopen();

        assertThat(cache.all()).isEmpty();
        assertThat(fetch(1)).isEqualTo(one);
        assertThat(Files.size(file)).isEqualTo(SIZE);
    }

    @Test
    void a_damaged_image_keeps_no_other_from_being_offered() throws Exception {
        var one = fetch(1);
        Files.write(room.images.resolve(Images.digest(new byte[0]) + ".qcow2"), new byte[10]);

        reopen();

        assertThat(digests()).containsExactly(one);
    }

    @Test
    void a_folder_belongs_to_one() throws Exception {
        assertThatThrownBy(() -> room.open()).hasMessageEndingWith("in use by this very process");
        assertThat(isLocked()).as("for other processes, after the second one failed").isTrue();

        cache.close();

        assertThat(isLocked()).isFalse();
    }

    /** As the kernel has it: another process would see the same. */
    private boolean isLocked() throws IOException {
        var inode = Files.getAttribute(room.images.resolve("lock"), "unix:ino");
        return Files.readAllLines(Path.of("/proc/locks")).stream()
                .anyMatch(line -> line.contains(":" + inode + " "));
    }

    @Test
    void an_image_that_is_kept_makes_no_room_before_a_disk_stands_on_it() throws Exception {
        cache.close();
        cache = room.open(room.settings(SIZE, SIZE, Duration.ofMinutes(1)));
        var wanted = Images.raw(SIZE, 1);
        var other = Images.raw(SIZE, 2);

        try (var _ = cache.keep(Images.digest(wanted))) {
            fetch(1);
            assertThat(failure(room.source("other", other), Images.digest(other)).kind())
                    .isEqualTo(Kind.QUOTA);
            assertThat(digests()).containsExactly(Images.digest(wanted));
        }

        fetch(2);
        assertThat(digests()).containsExactly(Images.digest(other));
    }

    @Test
    void what_is_here_is_used_and_removed_though_nothing_can_be_noted() throws Exception {
        var one = fetch(1);
        Files.createDirectory(room.images.resolve("index.json.new"));

        assertThat(fetch(1)).isEqualTo(one);
        var disk = overlay("a", one);
        assertThat(cache.standingOn(one)).containsExactly(disk);
    }

    @Test
    void files_elsewhere_and_links_to_elsewhere_are_refused() throws Exception {
        var bytes = Images.raw(SIZE, 1);
        var elsewhere = Files.write(folder.resolve("elsewhere"), bytes);
        var link = Files.createSymbolicLink(room.sources.resolve("link"), elsewhere);
        var digest = Images.digest(bytes);

        for (Path path :
                List.of(
                        elsewhere,
                        link,
                        room.sources.resolve("../elsewhere"),
                        room.sources.resolve("none"))) {
            var failure = failure(path.toString(), digest);
            assertThat(failure.kind()).isEqualTo(Kind.NOT_PERMITTED);
            assertThat(failure)
                    .hasMessage(path + ": no file of a folder that images may come from");
        }
        assertThat(failure(room.sources.toString(), digest)).hasMessageEndingWith("no plain file");
    }

    @Test
    void a_format_other_than_asked_for_is_refused_for_an_image_that_is_here() throws Exception {
        var one = fetch(1);
        var request =
                new ImageRequest(
                        ImageSource.parse(room.sources.resolve("image-1").toString()),
                        one,
                        Optional.of(ImageFormat.QCOW2));

        assertThatThrownBy(() -> cache.fetch(request, new Waiting()))
                .hasMessage("image " + one + " is raw");
    }
}
