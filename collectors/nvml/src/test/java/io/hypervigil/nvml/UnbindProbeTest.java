package io.hypervigil.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.Outcome;
import io.hypervigil.nvml.stub.StubDriver;
import io.hypervigil.nvml.stub.StubSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnbindProbeTest {

    private static final String TWO_GPUS =
            """
            [system]
            nvmlSystemGetDriverVersion = 575.57.08
            nvmlDeviceGetCount_v2 = 2
            [gpu *]
            nvmlDeviceGetPowerUsage = 71000
            [gpu 0]
            nvmlDeviceGetUUID = GPU-0
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
            [gpu 1]
            nvmlDeviceGetUUID = GPU-1
            nvmlDeviceGetPciInfo_v3 = 00000000:86:00.0 0x233010de
            """;

    @TempDir Path folder;

    @BeforeEach
    void load_the_module() throws IOException {
        Files.createDirectories(folder.resolve("sys/module/nvidia"));
        Files.createDirectories(bound("0000:3b:00.0"));
        Files.createDirectories(bound("0000:86:00.0"));
    }

    @Test
    void a_gpu_that_is_to_be_unbound_is_let_go_and_taken_again_when_it_comes_back()
            throws Exception {
        var stub = StubDriver.following(folder, TWO_GPUS);
        try (var harness = open(stub)) {
            harness.sample();
            var before = gpus(harness);

            stub.become(TWO_GPUS.replace("[gpu *]", "unbind = 0x8600\n[gpu *]"));
            harness.sample();
            harness.sample();
            var announced = gpus(harness);
            Files.delete(bound("0000:86:00.0"));
            harness.sample();
            var gone = gpus(harness);
            Files.createDirectories(bound("0000:86:00.0"));
            harness.sample();

            assertThat(before).containsExactly("gpu-GPU-0", "gpu-GPU-1");
            assertThat(announced).containsExactly("gpu-GPU-0");
            assertThat(gone).containsExactly("gpu-GPU-0");
            assertThat(gpus(harness)).containsExactly("gpu-GPU-0", "gpu-GPU-1");
        }
    }

    @Test
    void a_driver_that_does_not_announce_it_is_left_alone() throws Exception {
        try (var harness =
                open(StubDriver.following(folder, TWO_GPUS, "nvmlSystemEventSetCreate"))) {
            assertThat(harness.sample())
                    .filteredOn(round -> round.probe().name().equals("unbind"))
                    .extracting(CollectorHarness.Round::outcome)
                    .containsExactly(
                            new Outcome.Unavailable(
                                    "the driver does not announce when a GPU is unbound: its"
                                            + " library has no nvmlSystemEventSetCreate"));
        }
    }

    private CollectorHarness open(StubDriver stub) throws Exception {
        return CollectorHarness.open(
                new NvmlCollector(), folder, StubSettings.of(stub.library()), Group::byDefault);
    }

    private Path bound(String address) {
        return folder.resolve("sys/bus/pci/drivers/nvidia").resolve(address);
    }

    private static List<String> gpus(CollectorHarness harness) {
        return harness.probes().stream()
                .map(probe -> probe.name())
                .filter(name -> name.startsWith("gpu-"))
                .sorted()
                .toList();
    }
}
