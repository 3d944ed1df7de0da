package io.hypervigil.nvml.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Permitted;
import io.hypervigil.collect.RealPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** {@code ./test --gpu}: the GPUs of this machine, by us and by nvidia-smi. Nothing is set. */
@Tag("gpu")
final class RealGpuTest {

    private static final Path REPORT = Path.of("target/real-gpu.md");

    @TempDir Path folder;

    @Test
    void the_gpus_of_this_machine_are_as_nvidia_smi_says() throws Exception {
        if (System.getenv("HYPERVIGIL_GPU") == null) {
            throw new TestAbortedException("only with ./test --gpu, on a machine with a GPU");
        }
        var smi = RealPart.require("nvidia-smi", "install the driver's programs");

        var comparison = SmiComparison.of(smi, Path.of("libnvidia-ml.so.1"), Path.of("/"), folder);

        var report = new ArrayList<String>();
        report.add("| GPU | what | nvidia-smi before | and after | ours |");
        report.add("|---|---|---|---|---|");
        report.addAll(comparison.rows());
        Files.write(REPORT, report);
        report.forEach(RealGpuTest::print);
        assertThat(comparison.flaws()).isEmpty();
        assertThat(comparison.rows()).isNotEmpty();
    }

    @Permitted("the figures that a reader of the build looks for")
    private static void print(String line) {
        System.out.println(line);
    }
}
