package io.hypervigil.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Fact.GpuPart;
import io.hypervigil.nvml.stub.StubDriver;
import io.hypervigil.nvml.stub.StubSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the others are told of the instances of divided GPUs. */
final class MigFactsTest {

    /** A whole GPU, and one with two instances and a hole between them. */
    private static final String DIVIDED =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            nvmlDeviceGetCount_v2 = 2
            [gpu 0]
            nvmlDeviceGetUUID = GPU-a
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
            nvmlDeviceGetMigMode = 0 0
            [gpu 1]
            nvmlDeviceGetUUID = GPU-b
            nvmlDeviceGetPciInfo_v3 = 00000000:86:00.0 0x233010de
            nvmlDeviceGetMigMode = 1 1
            nvmlDeviceGetMaxMigDeviceCount = 7
            [gpu 1 mig 0]
            nvmlDeviceGetUUID = MIG-a
            nvmlDeviceGetName = NVIDIA H100 80GB HBM3 MIG 1g.10gb
            nvmlDeviceGetGpuInstanceId = 7
            nvmlDeviceGetComputeInstanceId = 0
            [gpu 1 mig 2]
            nvmlDeviceGetUUID = MIG-b
            nvmlDeviceGetGpuInstanceId = 8
            nvmlDeviceGetComputeInstanceId = 1
            """;

    @TempDir Path folder;

    @BeforeEach
    void load_the_driver() throws Exception {
        Files.createDirectories(folder.resolve("sys/module/nvidia"));
    }

    @Test
    void each_instance_is_told_with_its_gpu_and_its_place() throws Exception {
        try (var harness = open(StubDriver.following(folder, DIVIDED))) {
            harness.sample();

            assertThat(harness.facts().facts(GpuPart.class))
                    .containsExactly(
                            new GpuPart("MIG-a", "GPU-b", 0, 7, 0, Optional.of("1g.10gb")),
                            new GpuPart("MIG-b", "GPU-b", 2, 8, 1, Optional.empty()));
        }
    }

    @Test
    void instances_that_go_are_told_no_more() throws Exception {
        var stub = StubDriver.following(folder, DIVIDED);
        try (var harness = open(stub)) {
            harness.sample();
            stub.become(DIVIDED.replace("MigMode = 1 1", "MigMode = 0 0"));

            harness.sample();

            assertThat(harness.facts().facts(GpuPart.class)).isEmpty();
        }
    }

    @Test
    void instances_go_with_the_driver() throws Exception {
        try (var harness = open(StubDriver.following(folder, DIVIDED))) {
            harness.sample();
            Files.delete(folder.resolve("sys/module/nvidia"));

            harness.sample();

            assertThat(harness.facts().facts(GpuPart.class)).isEmpty();
        }
    }

    @Test
    void a_closed_collector_tells_of_no_instances() throws Exception {
        var harness = open(StubDriver.following(folder, DIVIDED));
        harness.sample();

        harness.close();

        assertThat(harness.facts().facts(GpuPart.class)).isEmpty();
    }

    private CollectorHarness open(StubDriver stub) throws Exception {
        return CollectorHarness.open(
                new NvmlCollector(),
                folder,
                StubSettings.of(stub.library()),
                group -> group.name().equals("nvml.mig"));
    }
}
