package io.hypervigil.containers.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On groups of the running kernel. */
final class KeptFilesTest {

    private static final FileTree SYS = FileTree.at(Path.of("/sys"));
    private static final String GROUP = "/hypervigil-kept-" + ProcessHandle.current().pid();

    private CgroupMounts mounts;
    private Path group;

    @BeforeEach
    void make() throws IOException {
        var found =
                CgroupMounts.find(
                        new HostFiles(
                                FileTree.at(Path.of("/proc")),
                                SYS,
                                FileTree.at(Path.of("/")),
                                FileTree.at(Path.of("/run/udev/data"))));
        assumeTrue(found.isPresent(), "no control groups are mounted here");
        mounts = found.get();
        group = Path.of("/sys", mounts.listed() + GROUP);
        try {
            Files.createDirectory(group);
        } catch (IOException e) {
            assumeTrue(false, "control groups cannot be made here: " + e);
        }
    }

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(group);
    }

    @Test
    void a_file_is_open_once_and_read_anew() throws IOException {
        try (var kept = new KeptFiles(SYS, 8)) {
            var files = new CgroupFiles(SYS, mounts, kept, GROUP);
            write(1);
            assertThat(files.number("memory", file())).hasValue(1);
            write(0);
            assertThat(files.number("memory", file())).hasValue(0);
            assertThat(kept.count()).isEqualTo(1);

            files.release();
            assertThat(kept.count()).isZero();
        }
    }

    @Test
    void a_group_that_goes_is_noticed_and_one_that_comes_in_its_place_is_read() throws IOException {
        try (var kept = new KeptFiles(SYS, 8)) {
            var files = new CgroupFiles(SYS, mounts, kept, GROUP);
            write(1);
            assertThat(files.number("memory", file())).hasValue(1);
            Files.delete(group);
            Files.createDirectory(group);
            write(0);
            assertThat(files.number("memory", file())).hasValue(0);
            assertThat(kept.count()).isZero();
            assertThat(files.number("memory", file())).hasValue(0);
            assertThat(kept.count()).isEqualTo(1);

            Files.delete(group);
            assertThat(files.number("memory", file())).isEmpty();
            assertThat(files.isGone()).isTrue();
        }
    }

    @Test
    void beyond_the_limit_and_after_the_end_files_are_opened_each_time() throws IOException {
        var kept = new KeptFiles(SYS, 1);
        var files = new CgroupFiles(SYS, mounts, kept, GROUP);
        write(1);
        assertThat(files.number("memory", file())).hasValue(1);
        assertThat(files.find("memory", "cgroup.procs", Text::trimmed)).isPresent();
        assertThat(kept.count()).isEqualTo(1);

        kept.close();
        assertThat(kept.count()).isZero();
        write(0);
        assertThat(files.number("memory", file())).hasValue(0);
        assertThat(kept.count()).isZero();
    }

    @Test
    void what_is_read_now_and_then_stays_open_where_few_files_are() throws IOException {
        try (var kept = new KeptFiles(SYS, 8)) {
            var files = new CgroupFiles(SYS, mounts, kept, GROUP);
            write(1);
            assertThat(files.findRare("memory", file(), Text::trimmed)).hasValue("1");
            assertThat(kept.count()).isEqualTo(1);
            write(0);
            assertThat(files.findRare("memory", file(), Text::trimmed)).hasValue("0");
        }
        try (var kept = new KeptFiles(SYS, 4)) {
            var files = new CgroupFiles(SYS, mounts, kept, GROUP);
            assertThat(files.number("memory", file())).hasValue(0);
            assertThat(files.findRare("memory", "cgroup.procs", Text::trimmed)).isPresent();
            assertThat(kept.count()).isEqualTo(1);
        }
    }

    /** A probe that passes its deadline may be interrupted. */
    @Test
    void a_file_that_an_interrupted_thread_closed_is_opened_anew() throws IOException {
        try (var kept = new KeptFiles(SYS, 8)) {
            var files = new CgroupFiles(SYS, mounts, kept, GROUP);
            write(1);
            assertThat(files.number("memory", file())).hasValue(1);

            Thread.currentThread().interrupt();
            assertThat(files.number("memory", file())).hasValue(1);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(kept.count()).isZero();

            assertThat(files.number("memory", file())).hasValue(1);
            assertThat(kept.count()).isEqualTo(1);
        }
    }

    @Test
    void plain_files_are_not_kept_since_they_would_outlive_their_folder(@TempDir Path folder)
            throws IOException {
        Files.createDirectories(folder.resolve("fs/cgroup/a"));
        Files.writeString(folder.resolve("fs/cgroup/a/memory.current"), "7\n");
        var kept = new KeptFiles(FileTree.at(folder), 8);

        assertThat(kept.open("fs/cgroup", "/a/memory.current")).isEmpty();
    }

    @Test
    void the_limit_is_a_share_of_what_the_process_may_open() {
        var limits =
                """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             95934                95934                processes
                Max open files            1024                 524288               files
                """;

        assertThat(KeptFiles.parseLimit(Text.of(limits))).isEqualTo(1024);
        assertThat(KeptFiles.parseLimit(Text.of(limits.replace("1024", "unlimited"))))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(KeptFiles.parseLimit(Text.of("nonsense\n"))).isZero();
    }

    /** Every group has one file that can be set to 0 and 1. */
    private String file() {
        return mounts.isLegacy("memory") ? "notify_on_release" : "cgroup.max.depth";
    }

    private void write(int value) throws IOException {
        Files.writeString(group.resolve(file()), Integer.toString(value));
    }
}
