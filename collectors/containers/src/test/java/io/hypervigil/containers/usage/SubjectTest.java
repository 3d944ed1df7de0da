package io.hypervigil.containers.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.containers.cgroup.Cgroup;
import io.hypervigil.containers.cgroup.CgroupFiles;
import io.hypervigil.containers.cgroup.CgroupMounts;
import io.hypervigil.containers.cgroup.CgroupName;
import io.hypervigil.containers.cgroup.KeptFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubjectTest {

    private static final String GROUP = "/a.slice";

    /** As often as what seldom changes is read, and as often as all is. */
    private static final int SELDOM = 4;

    private static final int ALL = 16;

    @TempDir Path folder;

    @Test
    void the_processes_of_a_group_that_used_no_cpu_since_are_not_read_again() throws IOException {
        var subject = subject();
        processes("1\n2\n");
        assertThat(processesIn(ALL, subject, 1.5)).isEqualTo(2);

        processes("1\n2\n3\n");
        assertThat(processesIn(SELDOM, subject, 1.5)).isEqualTo(2);
        assertThat(processesIn(SELDOM, subject, 1.500001)).isEqualTo(3);
    }

    @Test
    void one_that_was_moved_in_and_sleeps_is_found_later() throws IOException {
        var subject = subject();
        processes("1\n2\n");
        assertThat(processesIn(ALL, subject, 1.5)).isEqualTo(2);

        processes("1\n2\n3\n");
        assertThat(processesIn(ALL, subject, 1.5)).isEqualTo(3);
    }

    @Test
    void where_the_kernel_does_not_say_what_cpu_was_used_processes_are_read_again()
            throws IOException {
        var subject = subject();
        processes("1\n2\n");
        subject.begin(Optional.empty(), subject.labels());
        assertThat(subject.processes().count()).isEqualTo(2);

        processes("1\n");
        for (int i = 0; i < SELDOM; i++) {
            subject.begin(Optional.empty(), subject.labels());
        }
        assertThat(subject.processes().count()).isEqualTo(1);
    }

    private static int processesIn(int rounds, Subject subject, double cpuSeconds) {
        int count = 0;
        for (int i = 0; i < rounds; i++) {
            subject.begin(Optional.empty(), subject.labels());
            subject.used(OptionalDouble.of(cpuSeconds));
            count = subject.processes().count();
        }
        return count;
    }

    private Subject subject() {
        var tree = FileTree.at(folder);
        var kept = KeptFiles.of(new HostFiles(tree, tree, tree, tree));
        var mounts = new CgroupMounts(Optional.of("fs/cgroup"), Map.of());
        var group = new Cgroup(GROUP, CgroupName.of(GROUP));
        return new Subject(group, new CgroupFiles(tree, mounts, kept, GROUP));
    }

    private void processes(String pids) throws IOException {
        Files.createDirectories(folder.resolve("fs/cgroup" + GROUP));
        Files.writeString(folder.resolve("fs/cgroup" + GROUP + "/cgroup.procs"), pids);
    }
}
