package io.hypervigil.host.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.PartRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InterruptsTest {

    @TempDir Path proc;

    @BeforeEach
    void write() throws IOException {
        // CPU1 is offline; ERR counts for no CPU; on arm64 a count may touch the colon.
        Files.writeString(
                proc.resolve("interrupts"),
                """
                           CPU0       CPU2
                  0:         18          0   IO-APIC    2-edge      timer
                IPI0:12345678901         7       Rescheduling interrupts
                ERR:          0
                """);
    }

    @Test
    void cpus_are_counted_by_the_heads_of_their_columns() throws IOException {
        var samples = sample(new InterruptsSettings("", "", true, 8192));

        assertThat(samples)
                .isEqualTo(
                        """
                        node_interrupts_total{cpu="0",type="0",info="IO-APIC",devices="2-edge timer"} 18
                        node_interrupts_total{cpu="0",type="IPI0",info="Rescheduling interrupts",devices=""} 12345678901
                        node_interrupts_total{cpu="2",type="0",info="IO-APIC",devices="2-edge timer"} 0
                        node_interrupts_total{cpu="2",type="IPI0",info="Rescheduling interrupts",devices=""} 7
                        """);
    }

    @Test
    void beyond_the_limit_what_never_happened_is_left_out() throws IOException {
        var samples = sample(new InterruptsSettings("", "", true, 3));

        assertThat(samples).doesNotContain(" 0\n").contains("cpu=\"2\",type=\"IPI0\"");
    }

    @Test
    void patterns_run_on_name_info_and_devices() throws IOException {
        assertThat(sample(new InterruptsSettings("^0;IO-APIC;2-edge timer$", "", true, 8192)))
                .contains("timer")
                .doesNotContain("IPI0");
        assertThat(sample(new InterruptsSettings("", "^IPI", true, 8192)))
                .contains("timer")
                .doesNotContain("IPI0");
    }

    private String sample(InterruptsSettings settings) throws IOException {
        return PartRound.samplesOf(new Interrupts(FileTree.at(proc), settings));
    }
}
