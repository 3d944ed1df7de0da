package io.hypervigil.nvml.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.cgroup.CgroupOwner.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessCgroupsTest {

    @TempDir Path folder;

    private FakeProc proc;
    private ProcessCgroups cgroups;

    @BeforeEach
    void open() {
        proc = new FakeProc(folder);
        cgroups = new ProcessCgroups(FileTree.at(folder));
    }

    @Test
    void what_was_once_asked_for_is_known_after_the_process_has_ended() throws IOException {
        proc.runs(42, "python3", 7, "/system.slice/train.service");
        var first = cgroups.find(new ProcessKey(42, 7));
        proc.ends(42);

        var after = cgroups.find(new ProcessKey(42, 7));

        assertThat(first.orElseThrow().command()).isEqualTo("python3");
        assertThat(first.orElseThrow().cgroup().owner())
                .contains(new Unit("train.service", "train.service"));
        assertThat(after).isEqualTo(first);
    }

    @Test
    void a_pid_given_again_is_another_process() throws IOException {
        proc.runs(42, "python3", 7, "/system.slice/train.service");
        cgroups.find(new ProcessKey(42, 7));
        proc.runs(42, "Xorg", 9, "/system.slice/display.service");

        assertThat(cgroups.find(new ProcessKey(42, 9)).orElseThrow().command()).isEqualTo("Xorg");
        assertThat(cgroups.find(new ProcessKey(42, 8))).isEmpty();
    }

    @Test
    void the_processes_last_asked_for_are_remembered() throws IOException {
        cgroups = new ProcessCgroups(FileTree.at(folder), 2);
        proc.runs(42, "python3", 7, "/");
        cgroups.find(new ProcessKey(42, 7));
        proc.runs(43, "python3", 8, "/");
        cgroups.find(new ProcessKey(43, 8));
        proc.ends(42);
        proc.ends(43);
        proc.runs(44, "python3", 9, "/");
        cgroups.find(new ProcessKey(44, 9));

        assertThat(cgroups.find(new ProcessKey(43, 8))).isPresent();
        assertThat(cgroups.find(new ProcessKey(42, 7))).isEmpty();
    }

    @Test
    void a_command_may_hold_any_character() {
        assertThat(ProcessStat.parse("7 (a) b (\t) S" + " 1".repeat(30)))
                .contains(new ProcessStat("a) b (?", 1));
    }

    @Test
    void a_process_without_cgroup_file_is_nobodys() throws IOException {
        proc.runs(42, "python3", 7, "/");
        Files.delete(folder.resolve("42/cgroup"));

        assertThat(cgroups.find(new ProcessKey(42, 7)).orElseThrow().cgroup())
                .isEqualTo(ProcessCgroup.NONE);
    }
}
