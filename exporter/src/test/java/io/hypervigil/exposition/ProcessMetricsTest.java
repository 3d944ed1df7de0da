package io.hypervigil.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessMetricsTest {

    @Test
    void the_files_of_a_process_are_read_as_the_kernel_writes_them(@TempDir Path self)
            throws IOException {
        Files.writeString(
                self.resolve("stat"),
                "42 (ja) va (x) S 1 42 42 0 -1 4194560 99 0 0 0 250 150 0 0 20 0 31 0 777"
                        + " 4096000 25 18446744073709551615 1 1\\n");
        Files.writeString(
                self.resolve("limits"),
                """
                Limit                     Soft Limit           Hard Limit           Units
                Max cpu time              unlimited            unlimited            seconds
                Max open files            1024                 524288               files
                Max address space         unlimited            unlimited            bytes
                """);
        for (String open : List.of("0", "1", "17")) {
            Files.createDirectories(self.resolve("fd/" + open));
        }

        assertThat(lines(new ProcessMetrics(FileTree.at(self)).sample()))
                .contains(
                        "process_cpu_seconds_total 4",
                        "process_virtual_memory_bytes 4096000",
                        "process_resident_memory_bytes 102400",
                        "process_open_fds 3",
                        "process_max_fds 1024",
                        "process_virtual_memory_max_bytes 1.8446744073709552E19");
    }

    @Test
    void what_cannot_be_read_is_left_out(@TempDir Path nothing) {
        assertThat(lines(new ProcessMetrics(FileTree.at(nothing)).sample()))
                .singleElement()
                .asString()
                .startsWith("process_start_time_seconds ");
    }

    @Test
    void this_process_has_all_of_them() {
        assertThat(new ProcessMetrics().sample().families())
                .hasSameSizeAs(ProcessMetrics.SCHEMA.families());
    }

    private static List<String> lines(Samples samples) {
        return Exposition.text(List.of(samples))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }
}
