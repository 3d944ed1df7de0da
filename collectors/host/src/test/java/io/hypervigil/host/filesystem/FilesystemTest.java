package io.hypervigil.host.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.settings.SettingsBinder;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FilesystemTest {

    private static final FilesystemSettings DEFAULTS =
            SettingsBinder.defaults(FilesystemSettings.class);

    private final FakeMounts mounts = new FakeMounts();

    @TempDir Path proc;

    @AfterEach
    void letGo() {
        mounts.letAllGo();
    }

    @Test
    void a_file_system_tells_its_space() throws IOException {
        mountinfo("21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n");
        mounts.answering("/", new Space.Sizes(270553174016.0, 2.5e11, 8.5e10, 16777216, 16353611));

        assertThat(samples(DEFAULTS))
                .isEqualTo(
                        """
                        node_filesystem_avail_bytes{device="/dev/vda",mountpoint="/",fstype="ext4",device_error=""} 85000000000
                        node_filesystem_device_error{device="/dev/vda",mountpoint="/",fstype="ext4",device_error=""} 0
                        node_filesystem_files{device="/dev/vda",mountpoint="/",fstype="ext4",device_error=""} 16777216
                        node_filesystem_files_free{device="/dev/vda",mountpoint="/",fstype="ext4",device_error=""} 16353611
                        node_filesystem_free_bytes{device="/dev/vda",mountpoint="/",fstype="ext4",device_error=""} 250000000000
                        node_filesystem_mount_info{device="/dev/vda",major="254",minor="0",mountpoint="/"} 1
                        node_filesystem_purgeable_bytes{device="/dev/vda",mountpoint="/",fstype="ext4",device_error=""} 0
                        node_filesystem_readonly{device="/dev/vda",mountpoint="/",fstype="ext4",device_error=""} 0
                        node_filesystem_size_bytes{device="/dev/vda",mountpoint="/",fstype="ext4",device_error=""} 270553174016
                        """);
    }

    @Test
    void one_that_refuses_says_why_and_nothing_else() throws IOException {
        mountinfo("49 21 0:60 / /mnt/nas ro - nfs4 nas:/vm rw\n");
        mounts.answering("/mnt/nas", new Space.Refused("stale NFS file handle"));

        assertThat(samples(DEFAULTS))
                .isEqualTo(
                        """
                        node_filesystem_device_error{device="nas:/vm",mountpoint="/mnt/nas",fstype="nfs4",device_error="stale NFS file handle"} 1
                        node_filesystem_readonly{device="nas:/vm",mountpoint="/mnt/nas",fstype="nfs4",device_error="stale NFS file handle"} 1
                        """);
    }

    @Test
    void one_that_hangs_is_an_error_and_the_others_go_on() throws IOException {
        mountinfo(
                """
                21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
                49 21 0:60 / /mnt/nas rw - nfs4 nas:/vm rw
                """);
        mounts.hanging("/mnt/nas");

        var samples = samples(DEFAULTS, Duration.ofMillis(20), Duration.ofSeconds(20));

        assertThat(samples)
                .contains("node_filesystem_size_bytes{device=\"/dev/vda\"")
                .contains(
                        """
                        node_filesystem_device_error{device="nas:/vm",mountpoint="/mnt/nas",fstype="nfs4",device_error="mountpoint timeout"} 1
                        """);
    }

    @Test
    void one_that_has_not_answered_yet_is_absent_and_said_to_be_missing() throws IOException {
        mountinfo("49 21 0:60 / /mnt/nas rw - nfs4 nas:/vm rw\n");
        mounts.hanging("/mnt/nas");
        try (var filesystem = filesystem(DEFAULTS, Duration.ofSeconds(20), Duration.ofMillis(20))) {
            var round = new PartRound(filesystem);

            assertThat(round.samples()).isEmpty();
            assertThat(round.missing())
                    .containsExactly("space of /mnt/nas: it has not answered yet");
        }
    }

    @Test
    void the_same_device_at_the_same_path_is_there_once_and_the_last_wins() throws IOException {
        mountinfo(
                """
                54 21 0:72 / /scratch ro - tmpfs tmpfs rw,size=1024k
                55 21 0:73 / /scratch rw - tmpfs tmpfs rw,size=2048k
                """);

        assertThat(samples(DEFAULTS))
                .contains(
                        """
                        node_filesystem_mount_info{device="tmpfs",major="0",minor="73",mountpoint="/scratch"} 1
                        """)
                .contains(
                        """
                        node_filesystem_readonly{device="tmpfs",mountpoint="/scratch",fstype="tmpfs",device_error=""} 0
                        """)
                .doesNotContain("minor=\"72\"");
        assertThat(mounts.calls("/scratch")).isEqualTo(1);
    }

    @Test
    void two_devices_at_one_path_share_one_call() throws IOException {
        mountinfo(
                """
                54 21 8:1 / /data rw - ext4 /dev/sda1 rw
                55 21 8:2 / /data rw - xfs /dev/sdb1 rw
                """);

        assertThat(samples(DEFAULTS)).contains("/dev/sda1").contains("/dev/sdb1");
        assertThat(mounts.calls("/data")).isEqualTo(1);
    }

    @Test
    void by_default_pseudo_file_systems_and_those_of_containers_are_left_out() throws IOException {
        mountinfo(
                """
                1 0 0:1 / /proc rw - proc proc rw
                2 0 0:2 / /dev/shm rw - tmpfs tmpfs rw
                3 0 0:3 / /run rw - tmpfs tmpfs rw
                4 0 0:4 / /run/credentials/a.service rw - tmpfs tmpfs rw
                5 0 0:5 / /var/lib/docker/overlay2/1/merged rw - overlay overlay rw
                6 0 0:6 / /var/lib/docker rw - ext4 /dev/sdb rw
                7 0 0:7 / /snap/core rw - squashfs /dev/loop0 ro
                8 0 0:8 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw
                9 0 0:9 / /device rw - ext4 /dev/sdc rw
                """);

        assertThat(
                        samples(DEFAULTS)
                                .lines()
                                .filter(line -> line.startsWith("node_filesystem_mount_info")))
                .containsExactly(
                        "node_filesystem_mount_info{device=\"/dev/sdb\",major=\"0\",minor=\"6\",mountpoint=\"/var/lib/docker\"} 1",
                        "node_filesystem_mount_info{device=\"/dev/sdc\",major=\"0\",minor=\"9\",mountpoint=\"/device\"} 1",
                        "node_filesystem_mount_info{device=\"tmpfs\",major=\"0\",minor=\"3\",mountpoint=\"/run\"} 1");
    }

    @Test
    void an_include_takes_the_place_of_the_default_exclude() throws IOException {
        mountinfo(
                """
                2 0 0:2 / /dev/shm rw - tmpfs tmpfs rw
                9 0 0:9 / /data rw - ext4 /dev/sdc rw
                """);
        var settings =
                new FilesystemSettings(
                        Optional.empty(),
                        Optional.of("^/dev"),
                        Optional.empty(),
                        Optional.of("tmpfs"),
                        Duration.ofSeconds(5),
                        4);

        assertThat(samples(settings)).contains("/dev/shm").doesNotContain("/data");
    }

    private void mountinfo(String text) throws IOException {
        Files.createDirectories(proc.resolve("1"));
        Files.writeString(proc.resolve("1/mountinfo"), text);
    }

    private String samples(FilesystemSettings settings) throws IOException {
        return samples(settings, Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    private String samples(FilesystemSettings settings, Duration timeout, Duration patience)
            throws IOException {
        try (var filesystem = filesystem(settings, timeout, patience)) {
            return new PartRound(filesystem).samples();
        }
    }

    private Filesystem filesystem(
            FilesystemSettings settings, Duration timeout, Duration patience) {
        return new Filesystem(
                FileTree.at(proc),
                Path.of("/"),
                settings,
                new MountCalls.Limits(4, timeout, patience),
                () -> mounts);
    }
}
