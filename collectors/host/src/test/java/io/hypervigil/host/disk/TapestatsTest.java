package io.hypervigil.host.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.NotHere;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TapestatsTest {

    @TempDir Path sys;

    @Test
    void a_drive_is_counted_under_one_of_its_names() throws IOException {
        for (String name : new String[] {"st0", "nst0", "st0a", "st1"}) {
            write(
                    name,
                    Map.of(
                            "in_flight", "1",
                            "io_ns", "9247011087720",
                            "other_cnt", "1409",
                            "read_byte_cnt", "979383912",
                            "read_cnt", "3741",
                            "read_ns", "33788355744",
                            "resid_cnt", "19",
                            "write_byte_cnt", "1496246784000",
                            "write_cnt", "53772916",
                            "write_ns", "5233597394395"));
        }

        assertThat(
                        new PartRound(
                                        new Tapestats(
                                                FileTree.at(sys), new TapestatsSettings("^st1$")))
                                .samples())
                .isEqualTo(
                        """
                        node_tape_io_now{device="st0"} 1
                        node_tape_io_others_total{device="st0"} 1409
                        node_tape_io_time_seconds_total{device="st0"} 9247.01108772
                        node_tape_read_bytes_total{device="st0"} 979383912
                        node_tape_read_time_seconds_total{device="st0"} 33.788355744
                        node_tape_reads_completed_total{device="st0"} 3741
                        node_tape_residual_total{device="st0"} 19
                        node_tape_write_time_seconds_total{device="st0"} 5233.597394395
                        node_tape_writes_completed_total{device="st0"} 53772916
                        node_tape_written_bytes_total{device="st0"} 1496246784000
                        """);
    }

    @Test
    void a_machine_without_tape_is_no_fault() {
        var tapes = new PartRound(new Tapestats(FileTree.at(sys), new TapestatsSettings("^$")));

        assertThatThrownBy(tapes::samples).isInstanceOf(NotHere.class);
    }

    @Test
    void what_is_no_pattern_is_refused() {
        assertThatThrownBy(() -> new TapestatsSettings("("))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ignored_devices: ");
    }

    private void write(String drive, Map<String, String> stats) throws IOException {
        var folder = Files.createDirectories(sys.resolve("class/scsi_tape/" + drive + "/stats"));
        for (var stat : stats.entrySet()) {
            Files.writeString(folder.resolve(stat.getKey()), stat.getValue() + "\n");
        }
    }
}
