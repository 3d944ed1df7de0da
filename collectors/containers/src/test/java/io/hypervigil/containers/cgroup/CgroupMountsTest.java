package io.hypervigil.containers.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupMountsTest {

    @TempDir Path folder;

    @Test
    void version_2_is_one_hierarchy() {
        var mounts =
                parse(
                        """
                        22 28 0:20 / /sys rw,nosuid shared:7 - sysfs sysfs rw
                        34 22 0:29 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate
                        """);

        assertThat(mounts).isEqualTo(new CgroupMounts(Optional.of("fs/cgroup"), Map.of()));
        assertThat(mounts.listed()).isEqualTo("fs/cgroup");
        assertThat(mounts.isLegacy("memory")).isFalse();
    }

    @Test
    void version_1_has_one_for_each_controller() {
        var mounts =
                parse(
                        """
                        30 25 0:26 / /sys/fs/cgroup ro - tmpfs tmpfs ro,mode=755
                        31 30 0:27 / /sys/fs/cgroup/systemd rw shared:9 - cgroup cgroup rw,xattr,name=systemd
                        32 30 0:28 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
                        33 30 0:29 / /sys/fs/cgroup/memory rw shared:1 master:2 - cgroup cgroup rw,memory
                        """);

        assertThat(mounts)
                .isEqualTo(
                        new CgroupMounts(
                                Optional.empty(),
                                Map.of(
                                        "systemd", "fs/cgroup/systemd",
                                        "cpu", "fs/cgroup/cpu,cpuacct",
                                        "cpuacct", "fs/cgroup/cpu,cpuacct",
                                        "memory", "fs/cgroup/memory")));
        assertThat(mounts.listed()).isEqualTo("fs/cgroup/memory");
        assertThat(mounts.folder("blkio")).isEmpty();
    }

    @Test
    void a_hybrid_has_its_controllers_in_version_1() {
        var mounts =
                parse(
                        """
                        33 30 0:29 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
                        34 30 0:30 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
                        """);

        assertThat(mounts.listed()).isEqualTo("fs/cgroup/memory");
        assertThat(mounts.isLegacy("memory")).isTrue();
        assertThat(mounts.isLegacy("pids")).isFalse();
        assertThat(mounts.folder("pids")).contains("fs/cgroup/unified");
    }

    @Test
    void a_part_of_a_hierarchy_and_what_lies_elsewhere_are_passed_over() {
        var mounts =
                parse(
                        """
                        33 30 0:29 /docker/3f /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
                        34 30 0:30 / /mnt/cgroup rw - cgroup2 cgroup2 rw
                        35 30 0:31 / /host/sys/fs/cgroup rw - cgroup2 cgroup2 rw
                        """);

        assertThat(mounts).isEqualTo(new CgroupMounts(Optional.of("fs/cgroup"), Map.of()));
    }

    @Test
    void where_no_mounts_may_be_seen_the_usual_places_are_looked_at() throws IOException {
        Files.createDirectories(folder.resolve("sys/fs/cgroup/memory"));
        Files.writeString(folder.resolve("sys/fs/cgroup/memory/cgroup.procs"), "");
        Files.createDirectories(folder.resolve("sys/fs/cgroup/unified"));
        Files.writeString(folder.resolve("sys/fs/cgroup/unified/cgroup.controllers"), "");

        assertThat(CgroupMounts.find(files()))
                .contains(
                        new CgroupMounts(
                                Optional.of("fs/cgroup/unified"),
                                Map.of("memory", "fs/cgroup/memory")));
    }

    @Test
    void mounts_that_make_no_sense_are_as_good_as_none() throws IOException {
        Files.createDirectories(folder.resolve("proc/1"));
        Files.writeString(folder.resolve("proc/1/mountinfo"), "33 30\n");

        assertThat(CgroupMounts.find(files())).isEmpty();
    }

    @Test
    void a_machine_without_any_has_none() {
        assertThat(CgroupMounts.find(files())).isEmpty();
    }

    private HostFiles files() {
        return new HostFiles(tree("proc"), tree("sys"), tree("root"), tree("udev"));
    }

    private FileTree tree(String name) {
        return FileTree.at(folder.resolve(name));
    }

    private static CgroupMounts parse(String mountinfo) {
        return CgroupMounts.parse(Text.of(mountinfo), "/host/sys");
    }
}
