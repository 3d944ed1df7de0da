package io.hypervigil.containers.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupFilesTest {

    @TempDir Path folder;

    @Test
    void a_missing_file_is_asked_for_again_only_when_told() throws IOException {
        var files = files();
        write("memory.current", "1\n");
        assertThat(files.number("memory", "memory.peak")).isEmpty();
        write("memory.peak", "7\n");

        assertThat(files.number("memory", "memory.peak")).isEmpty();
        files.forgetMissing();
        assertThat(files.number("memory", "memory.peak")).hasValue(7);
    }

    @Test
    void a_group_that_lacks_a_file_has_not_gone() throws IOException {
        var files = files();
        write("memory.current", "1\n");
        files.number("memory", "memory.peak");

        assertThat(files.isGone()).isFalse();
    }

    @Test
    void a_group_that_vanishes_while_it_is_read_has_gone() throws IOException {
        var files = files();
        write("memory.current", "1\n");
        files.number("memory", "memory.current");
        Files.delete(folder.resolve("fs/cgroup/a.slice/memory.current"));
        Files.delete(folder.resolve("fs/cgroup/a.slice"));

        assertThat(files.number("memory", "memory.current")).isEmpty();
        assertThat(files.isGone()).isTrue();
    }

    @Test
    void a_group_of_which_nothing_is_read_is_looked_for() throws IOException {
        var files = files();
        write("memory.current", "1\n");
        files.number("memory", "memory.current");
        assertThat(files.isGone()).isFalse();
        assertThat(files.isGone()).isFalse();

        Files.delete(folder.resolve("fs/cgroup/a.slice/memory.current"));
        Files.delete(folder.resolve("fs/cgroup/a.slice"));
        assertThat(files.isGone()).isTrue();
    }

    @Test
    void what_makes_no_sense_is_said_once() throws IOException {
        var files = files();
        write("cpu.stat", "usage_usec many\n");

        var value = files.find("cpu", "cpu.stat", CgroupFilesTest::second);

        assertThat(value).isEmpty();
        assertThat(files.takeFlaw())
                .hasValueSatisfying(
                        flaw ->
                                assertThat(flaw)
                                        .hasMessageEndingWith(
                                                "a.slice/cpu.stat, line 1: 'many' is no whole"
                                                        + " number"));
        assertThat(files.takeFlaw()).isEmpty();
    }

    @Test
    void what_seldom_changes_is_read_anew_when_told() throws IOException {
        var files = files();
        write("memory.peak", "1\n");
        files.seldom("memory", "memory.peak");
        write("memory.peak", "2\n");

        assertThat(files.seldom("memory", "memory.peak")).hasValue(1);
        files.forgetSeldom();
        assertThat(files.seldom("memory", "memory.peak")).hasValue(2);
    }

    @Test
    void what_stands_still_is_not_read_before_it_is_told() throws IOException {
        var files = files();
        write("pids.current", "3\n");
        assertThat(pids(files)).hasValue(3);
        write("pids.current", "4\n");
        assertThat(pids(files)).as("moving").hasValue(4);
        assertThat(pids(files)).hasValue(4);
        write("pids.current", "5\n");

        assertThat(pids(files)).as("still").hasValue(4);
        files.forgetSeldom();
        assertThat(pids(files)).hasValue(5);
    }

    @Test
    void what_stands_still_is_read_where_the_number_beside_it_moves() throws IOException {
        var files = files();
        write("memory.stat", "7\n");
        assertThat(stat(files, 100)).hasValue(7);
        assertThat(stat(files, 100)).hasValue(7);
        write("memory.stat", "8\n");

        assertThat(stat(files, 100)).as("still").hasValue(7);
        assertThat(stat(files, 101)).as("moved").hasValue(8);
        assertThat(stat(files, 101)).hasValue(8);
        write("memory.stat", "9\n");
        assertThat(stat(files, 101)).as("still again").hasValue(8);
        files.forgetSeldom();
        assertThat(stat(files, 101)).hasValue(9);
    }

    private static OptionalLong stat(CgroupFiles files, long usage) {
        return files.findIfMoving("memory", "memory.stat", OptionalLong.of(usage), Text::toWhole)
                .orElseThrow();
    }

    private static OptionalLong pids(CgroupFiles files) {
        return files.findIfMoving("pids", "pids.current", Text::toWhole).orElseThrow();
    }

    private static long second(Text text) {
        text.nextLine();
        text.skip(1);
        return text.whole();
    }

    private CgroupFiles files() {
        var mounts = new CgroupMounts(Optional.of("fs/cgroup"), Map.of());
        var tree = FileTree.at(folder);
        return new CgroupFiles(tree, mounts, new KeptFiles(tree, 8), "/a.slice");
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve("fs/cgroup/a.slice"));
        Files.writeString(folder.resolve("fs/cgroup/a.slice/" + file), text);
    }
}
