package io.hypervigil.nvml.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Permitted;
import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * {@code ./test --gpu}: the GPUs of this machine, by us and by nvidia-smi, as they are and with the
 * first of them at work. Nothing is set.
 */
@Tag("gpu")
final class RealGpuTest {

    private static final Path LIBRARY = Path.of("libnvidia-ml.so.1");
    private static final Path HOST = Path.of("/");
    private static final Path REPORTS = Path.of("target");

    /** The driver's own windows are of a second; the monitors' is what lies between two rounds. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Duration WORK = Duration.ofMinutes(5);
    private static final int WORK_MEBIBYTES = 512;

    @TempDir Path folder;

    private Smi smi;

    @BeforeEach
    void only_where_it_was_asked_for() {
        if (System.getenv("HYPERVIGIL_GPU") == null) {
            throw new TestAbortedException("only with ./test --gpu, on a machine with a GPU");
        }
        smi = Smi.of(RealPart.require("nvidia-smi", "install the driver's programs"), folder);
    }

    @Test
    void the_gpus_of_this_machine_are_as_nvidia_smi_says() throws Exception {
        var comparison = SmiComparison.of(smi, LIBRARY, HOST, PAUSE);

        keep("real-gpu-as-it-is", comparison, comparison.report("As it is", List.of()));
        assertThat(comparison.flaws()).isEmpty();
        assertThat(comparison.theirs().gpus()).isNotEmpty();
    }

    @Test
    void a_gpu_at_work_is_as_nvidia_smi_says_and_as_its_work_is() throws Exception {
        try (var load = GpuLoad.start(folder, WORK, WORK_MEBIBYTES)) {
            var comparison = SmiComparison.of(smi, LIBRARY, HOST, PAUSE);
            var check = LoadCheck.of(load.busy(), comparison, HOST.resolve("proc"));

            keep("real-gpu-at-work", comparison, comparison.report("At work", check.rows()));
            assertThat(load.isAlive()).as(load.log()).isTrue();
            assertThat(comparison.flaws()).isEmpty();
            assertThat(check.flaws()).isEmpty();
        }
    }

    private static void keep(String name, SmiComparison comparison, List<String> report)
            throws IOException {
        Files.write(REPORTS.resolve(name + ".md"), report);
        Files.write(REPORTS.resolve(name + ".prom"), comparison.ours());
        report.forEach(RealGpuTest::print);
    }

    @Permitted("the figures that a reader of the build looks for")
    private static void print(String line) {
        System.out.println(line);
    }
}
