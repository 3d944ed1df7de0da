package io.hypervigil.host.btrfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.filesystem.MountCalls;
import io.hypervigil.host.jna.LinuxBtrfs.DevInfo;
import io.hypervigil.host.jna.LinuxBtrfs.Result;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BtrfsTest {

    private static final String FSID = "7d1c3e52-9b0a-4f46-8a75-2f6a1c0de481";
    private static final Result DEVICES =
            new Result.FsInfo(
                    FSID.replace("-", ""),
                    List.of(
                            new DevInfo(
                                    "cdde08be-35e2-4451-b937-4047f2787861",
                                    "/dev/sdc",
                                    100,
                                    400,
                                    1,
                                    2,
                                    3,
                                    4,
                                    5)));

    private final Map<String, Result> answers = new HashMap<>();

    @TempDir Path machine;

    @Test
    void a_mount_that_may_be_asked_tells_its_devices() throws IOException {
        write("sys/fs/btrfs/" + FSID + "/label", "vm\n");
        write("sys/fs/btrfs/" + FSID + "/devices/sdc/size", "8\n");
        write("proc/1/mountinfo", "44 21 0:48 /@vm /srv/vm rw - btrfs /dev/sdc rw\n");
        answers.put("/srv/vm", DEVICES);

        assertThat(samples())
                .isEqualTo(
                        """
                        node_btrfs_device_errors_total{uuid="7d1c3e52-9b0a-4f46-8a75-2f6a1c0de481",type="corruption",device="sdc",btrfs_dev_uuid="cdde08be-35e2-4451-b937-4047f2787861"} 4
                        node_btrfs_device_errors_total{uuid="7d1c3e52-9b0a-4f46-8a75-2f6a1c0de481",type="flush",device="sdc",btrfs_dev_uuid="cdde08be-35e2-4451-b937-4047f2787861"} 3
                        node_btrfs_device_errors_total{uuid="7d1c3e52-9b0a-4f46-8a75-2f6a1c0de481",type="generation",device="sdc",btrfs_dev_uuid="cdde08be-35e2-4451-b937-4047f2787861"} 5
                        node_btrfs_device_errors_total{uuid="7d1c3e52-9b0a-4f46-8a75-2f6a1c0de481",type="read",device="sdc",btrfs_dev_uuid="cdde08be-35e2-4451-b937-4047f2787861"} 2
                        node_btrfs_device_errors_total{uuid="7d1c3e52-9b0a-4f46-8a75-2f6a1c0de481",type="write",device="sdc",btrfs_dev_uuid="cdde08be-35e2-4451-b937-4047f2787861"} 1
                        node_btrfs_device_size_bytes{uuid="7d1c3e52-9b0a-4f46-8a75-2f6a1c0de481",device="sdc",btrfs_dev_uuid="cdde08be-35e2-4451-b937-4047f2787861"} 400
                        node_btrfs_device_unused_bytes{uuid="7d1c3e52-9b0a-4f46-8a75-2f6a1c0de481",device="sdc",btrfs_dev_uuid="cdde08be-35e2-4451-b937-4047f2787861"} 300
                        node_btrfs_info{uuid="7d1c3e52-9b0a-4f46-8a75-2f6a1c0de481",label="vm"} 1
                        """);
    }

    @Test
    void where_no_mount_may_be_asked_files_tell_the_sizes() throws IOException {
        write("sys/fs/btrfs/" + FSID + "/devices/sdc/size", "8\n");
        write("proc/1/mountinfo", "44 21 0:48 /@vm /srv/vm rw - btrfs /dev/sdc rw\n");

        assertThat(samples())
                .isEqualTo(
                        """
                        node_btrfs_device_size_bytes{uuid="7d1c3e52-9b0a-4f46-8a75-2f6a1c0de481",device="sdc"} 4096
                        node_btrfs_info{uuid="7d1c3e52-9b0a-4f46-8a75-2f6a1c0de481",label=""} 1
                        """);
    }

    @Test
    void a_mount_hidden_below_another_does_not_stand_for_its_file_system() throws IOException {
        write("sys/fs/btrfs/" + FSID + "/label", "vm\n");
        write(
                "proc/1/mountinfo",
                """
                44 21 0:48 / /hidden/vm rw - btrfs /dev/sdc rw
                45 21 0:48 / /hidden rw - btrfs /dev/sdc rw
                """);
        answers.put("/hidden", DEVICES);

        assertThat(samples()).contains("node_btrfs_device_unused_bytes");
    }

    @Test
    void without_a_file_system_nothing_is_asked() throws IOException {
        write("sys/fs/btrfs/features/raid1c34", "0\n");

        assertThat(samples()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "single, 3, 1",
        "raid0, 3, 1",
        "dup, 1, 2",
        "raid1, 3, 2",
        "raid10, 4, 2",
        "raid1c3, 3, 3",
        "raid1c4, 4, 4",
        "raid5, 3, 1.5",
        "raid6, 4, 2",
    })
    void what_is_laid_out_takes_more_of_the_disks(String mode, int devices, double ratio) {
        assertThat(Btrfs.ratio(mode, devices)).hasValue(ratio);
    }

    @ParameterizedTest
    @CsvSource({"raid7, 3", "raid5, 1", "raid6, 2"})
    void a_layout_that_tells_no_ratio_has_none(String mode, int devices) {
        assertThat(Btrfs.ratio(mode, devices)).isEmpty();
    }

    private String samples() throws IOException {
        var proc = FileTree.at(machine.resolve("proc"));
        var calls =
                new MountCalls<Result>(
                        "test-btrfs",
                        new MountCalls.Limits(1, Duration.ofSeconds(20), Duration.ofSeconds(20)),
                        () -> path -> answers.getOrDefault(path, new Result.Failed(1)));
        try (var btrfs =
                new Btrfs(
                        FileTree.at(machine.resolve("sys")),
                        new BtrfsDevices(proc, Path.of("/"), calls))) {
            return new PartRound(btrfs).samples();
        }
    }

    private void write(String path, String text) throws IOException {
        var file = machine.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
