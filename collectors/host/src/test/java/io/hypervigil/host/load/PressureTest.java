package io.hypervigil.host.load;

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

final class PressureTest {

    private static final String SOME = "some avg10=0.00 avg60=0.92 avg300=1.04 total=22986341\n";
    private static final String FULL = "full avg10=0.00 avg60=0.00 avg300=0.00 total=1500000\n";

    @TempDir Path proc;

    @Test
    void what_a_kernel_does_not_measure_has_no_sample() throws IOException {
        Files.createDirectories(proc.resolve("pressure"));
        Files.writeString(proc.resolve("pressure/cpu"), SOME + FULL);
        Files.writeString(proc.resolve("pressure/io"), SOME + FULL);
        Files.writeString(proc.resolve("pressure/irq"), FULL);

        assertThat(PartRound.samplesOf(new Pressure(FileTree.at(proc))))
                .isEqualTo(
                        """
                        node_pressure_cpu_waiting_seconds_total 22.986341
                        node_pressure_io_stalled_seconds_total 1.5
                        node_pressure_io_waiting_seconds_total 22.986341
                        node_pressure_irq_stalled_seconds_total 1.5
                        """);
    }

    @Test
    void a_kernel_without_it_is_no_failure() {
        var pressure = new Pressure(FileTree.at(proc));

        assertThatThrownBy(() -> PartRound.samplesOf(pressure)).isInstanceOf(NotHere.class);
    }

    @Test
    void a_line_without_its_total_is_refused() {
        assertThatThrownBy(() -> Pressure.parse(Text.of("some avg10=0.00 avg60=0.00\n")))
                .isInstanceOf(MalformedTextException.class)
                .hasMessage("line 1: no total= in 'some avg10=0.00 avg60=0.00'");
    }
}
