package io.hypervigil.host.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Threads;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.host.jna.FuseMount;
import io.hypervigil.host.part.PartRound;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real file system whose daemon does not answer: FUSE, as root. */
final class HangingMountTest {

    @TempDir Path folder;

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void a_real_mount_that_hangs_is_asked_once_reported_and_comes_back() throws Exception {
        assumeThat(Files.isWritable(Path.of("/dev/fuse"))).as("/dev/fuse, as root").isTrue();
        var wasMounted = new CompletableFuture<Boolean>();

        // In a thread of its own: the mount is to be seen by nobody else on this machine.
        Threads.start("test-mounts", () -> completeWith(wasMounted));

        assumeThat(wasMounted.get()).as("mount(2) is permitted").isTrue();
    }

    private void completeWith(CompletableFuture<Boolean> wasMounted) {
        try {
            var mountPoint = Files.createDirectories(folder.resolve("mnt"));
            var mounted = FuseMount.mount(mountPoint);
            if (mounted.isPresent()) {
                try (var fuse = mounted.get()) {
                    hangAndComeBack(fuse, mountPoint);
                }
            }
            wasMounted.complete(mounted.isPresent());
        } catch (Exception | AssertionError e) {
            wasMounted.completeExceptionally(e);
        }
    }

    private void hangAndComeBack(FuseMount fuse, Path mountPoint) throws Exception {
        var proc = Files.createDirectories(folder.resolve("proc/1"));
        Files.writeString(
                proc.resolve("mountinfo"),
                "21 1 0:40 / /tmp rw - tmpfs tmpfs rw\n22 1 0:41 / "
                        + mountPoint
                        + " rw - fuse nas rw\n");
        try (var filesystem = filesystem()) {
            var round = new PartRound(filesystem);
            // The first call of this JVM loads the C library, which may take longer than a call
            // may.
            Eventually.get(
                    Duration.ofSeconds(20),
                    () ->
                            assertThat(round.samples())
                                    .contains("node_filesystem_size_bytes{device=\"tmpfs\""));
            for (int i = 0; i < 100; i++) {
                assertThat(round.samples())
                        .contains("node_filesystem_size_bytes{device=\"tmpfs\"")
                        .containsPattern(
                                "node_filesystem_device_error\\{device=\"nas\",.*,device_error=\"mountpoint"
                                        + " timeout\"} 1");
            }

            fuse.answer();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!round.samples().contains("node_filesystem_size_bytes{device=\"nas\"")) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                LockSupport.parkNanos(1_000_000);
            }

            // The call that hung, and one more unless its answer came within a round.
            assertThat(fuse.statfsRequests()).isBetween(1, 2);
            assertThat(round.samples())
                    .contains(" " + FuseMount.BLOCKS * FuseMount.BLOCK_BYTES + "\n");
        }
    }

    private Filesystem filesystem() {
        return new Filesystem(
                FileTree.at(folder.resolve("proc")),
                Path.of("/"),
                SettingsBinder.defaults(FilesystemSettings.class),
                new MountCalls.Limits(4, Duration.ofMillis(50), Duration.ofSeconds(20)),
                () -> Space.byStatvfs(Path.of("/")));
    }
}
