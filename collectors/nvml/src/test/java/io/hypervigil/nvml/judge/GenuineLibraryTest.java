package io.hypervigil.nvml.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.NvmlCollector;
import io.hypervigil.nvml.driver.DriverState;
import io.hypervigil.nvml.driver.KernelModule;
import io.hypervigil.nvml.driver.NvmlDriver;
import io.hypervigil.nvml.jna.NvmlLibrary;
import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.stub.StubSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NVIDIA's own library on a machine without an NVIDIA driver. */
final class GenuineLibraryTest {

    private static final Path CONTROL_DEVICE = Path.of("/dev/nvidiactl");

    @TempDir Path folder;

    @BeforeEach
    void there_is_no_driver() {
        assumeFalse(
                Files.exists(Path.of("/sys/module/nvidia")), "this machine has an NVIDIA driver");
    }

    @Test
    void it_opens_and_tells_its_version_before_it_is_initialised() {
        var opening = NvmlLibrary.open(NvidiaParts.library().toString());

        try (var library = ((NvmlLibrary.Opening.Opened) opening).library()) {
            assertThat(library.nvmlSystemGetNVMLVersion().answer())
                    .hasValueSatisfying(
                            version -> assertThat(version).matches("\\d+\\.\\d+[.\\d]+"));
            assertThat(library.nvmlDeviceGetCount_v2())
                    .isEqualTo(new NvmlResult.Lost<>("nvmlDeviceGetCount_v2", 1));
        }
    }

    @Test
    void without_the_module_the_collector_is_quiet_and_leaves_no_device_node() throws Exception {
        boolean wasThere = Files.exists(CONTROL_DEVICE);

        try (var harness =
                CollectorHarness.open(
                        new NvmlCollector(),
                        folder,
                        StubSettings.of(NvidiaParts.library()),
                        Group::byDefault)) {
            assertThat(harness.sample())
                    .allSatisfy(
                            round ->
                                    assertThat(round.outcome())
                                            .as(round.probe().name())
                                            .isInstanceOf(Outcome.Unavailable.class));
        }

        assertThat(Files.exists(CONTROL_DEVICE)).isEqualTo(wasThere);
    }

    @Test
    void where_the_module_is_there_and_does_not_answer_its_own_words_are_told() throws IOException {
        Files.createDirectories(folder.resolve("module/nvidia"));
        var module = new KernelModule(FileTree.at(folder), FileTree.at(folder.resolve("proc")));
        boolean wasThere = Files.exists(CONTROL_DEVICE);

        try (var driver =
                new NvmlDriver(module, NvidiaParts.library().toString(), System::nanoTime)) {
            assertThat(driver.attach())
                    .isEqualTo(new DriverState.Absent("nvmlInit_v2: 9, the driver is not loaded"));
        } finally {
            if (!wasThere) {
                // As root, the library makes the node even where it finds no driver.
                Files.deleteIfExists(CONTROL_DEVICE);
            }
        }
    }
}
