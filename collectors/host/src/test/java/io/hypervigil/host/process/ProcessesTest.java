package io.hypervigil.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcessesTest {

    private static final String REST = " 1 1 1 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 %d 0 24 1";

    @TempDir Path proc;

    @ParameterizedTest
    @ValueSource(strings = {"sh", "a b", "a) R (b", "x)\ny", "(sd-pam)", "", ") Z 1 1"})
    void the_name_is_the_programs_own_choice(String name) {
        var stat = ProcessStat.parse(Text.of("42 (" + name + ") D" + rest(7) + "\n"));

        assertThat(stat).isEqualTo(new ProcessStat("D", 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "42", "42 (sh", "42 (sh)"})
    void what_has_no_state_is_refused(String text) {
        assertThatThrownBy(() -> ProcessStat.parse(Text.of(text)))
                .isInstanceOf(MalformedTextException.class);
    }

    @Test
    void processes_and_threads_are_counted_by_state() throws IOException {
        process("1", "S", 1);
        process("90", "I", 1);
        process("4711", "S", 3);
        thread("4711", "4712", "R");
        thread("4711", "4713", "S");
        write("sys/kernel/threads-max", "192831\n");
        write("sys/kernel/pid_max", "4194304\n");
        // One that ended while its folder was listed, and a folder that is none.
        Files.createDirectories(proc.resolve("5000"));
        Files.createDirectories(proc.resolve("irq"));

        assertThat(PartRound.samplesOf(new Processes(FileTree.at(proc))))
                .isEqualTo(
                        """
                        node_processes_max_processes 4194304
                        node_processes_max_threads 192831
                        node_processes_pids 3
                        node_processes_state{state="I"} 1
                        node_processes_state{state="S"} 2
                        node_processes_threads 5
                        node_processes_threads_state{thread_state="I"} 1
                        node_processes_threads_state{thread_state="R"} 1
                        node_processes_threads_state{thread_state="S"} 3
                        """);
    }

    @Test
    void a_tree_without_a_process_is_not_that_of_a_machine() {
        var processes = new Processes(FileTree.at(proc));

        assertThatThrownBy(() -> PartRound.samplesOf(processes)).isInstanceOf(NotHere.class);
    }

    private void process(String pid, String state, int threads) throws IOException {
        write(pid + "/stat", pid + " (p) " + state + rest(threads));
        thread(pid, pid, state);
    }

    private void thread(String pid, String thread, String state) throws IOException {
        write(pid + "/task/" + thread + "/stat", thread + " (t) " + state + rest(1));
    }

    private static String rest(int threads) {
        return REST.replace("%d", Integer.toString(threads));
    }

    private void write(String path, String text) throws IOException {
        var file = proc.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
