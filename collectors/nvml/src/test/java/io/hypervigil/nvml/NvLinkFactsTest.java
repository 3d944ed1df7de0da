package io.hypervigil.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Fact.GpuLink;
import io.hypervigil.nvml.stub.StubDriver;
import io.hypervigil.nvml.stub.StubSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the others are told of the links between GPUs. */
final class NvLinkFactsTest {

    /**
     * Two links between GPU-a and GPU-b and a third that only one of them says is up; one between
     * GPU-a and GPU-c; one that leads to a GPU of somebody else's, and one to no GPU.
     */
    private static final String PAIRS =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            nvmlDeviceGetCount_v2 = 3
            [gpu *]
            nvmlDeviceGetNvLinkState.0 = 1
            nvmlDeviceGetNvLinkState.1 = 1
            nvmlDeviceGetNvLinkState.2 = 1
            nvmlDeviceGetNvLinkRemoteDeviceType.0 = 0
            nvmlDeviceGetNvLinkRemoteDeviceType.1 = 0
            nvmlDeviceGetNvLinkRemoteDeviceType.2 = 0
            [gpu 0]
            nvmlDeviceGetUUID = GPU-b
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x20b010de
            nvmlDeviceGetNvLinkRemotePciInfo_v2.0 = 00000000:86:00.0
            nvmlDeviceGetNvLinkRemotePciInfo_v2.1 = 00000000:86:00.0
            nvmlDeviceGetNvLinkState.2 = 0
            [gpu 1]
            nvmlDeviceGetUUID = GPU-a
            nvmlDeviceGetPciInfo_v3 = 00000000:86:00.0 0x20b010de
            nvmlDeviceGetNvLinkRemotePciInfo_v2.0 = 00000000:3B:00.0
            nvmlDeviceGetNvLinkRemotePciInfo_v2.1 = 00000000:3B:00.0
            nvmlDeviceGetNvLinkRemotePciInfo_v2.2 = 00000000:3B:00.0
            nvmlDeviceGetNvLinkState.3 = 1
            nvmlDeviceGetNvLinkRemoteDeviceType.3 = 0
            nvmlDeviceGetNvLinkRemotePciInfo_v2.3 = 00000000:AF:00.0
            [gpu 2]
            nvmlDeviceGetUUID = GPU-c
            nvmlDeviceGetPciInfo_v3 = 00000000:AF:00.0 0x20b010de
            nvmlDeviceGetNvLinkRemotePciInfo_v2.0 = 00000000:86:00.0
            nvmlDeviceGetNvLinkRemotePciInfo_v2.1 = 00000000:D8:00.0
            nvmlDeviceGetNvLinkRemoteDeviceType.2 = 1
            nvmlDeviceGetNvLinkRemotePciInfo_v2.2 = 00000000:3B:00.0
            """;

    /** GPU-a has three links to switches, GPU-b two, and GPU-c none that is up. */
    private static final String SWITCHED =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            nvmlDeviceGetCount_v2 = 4
            [gpu *]
            nvmlDeviceGetNvLinkState.0 = 1
            nvmlDeviceGetNvLinkState.1 = 1
            nvmlDeviceGetNvLinkRemoteDeviceType.0 = 2
            nvmlDeviceGetNvLinkRemoteDeviceType.1 = 2
            nvmlDeviceGetNvLinkRemotePciInfo_v2.0 = 00000000:05:00.0
            [gpu 0]
            nvmlDeviceGetUUID = GPU-a
            nvmlDeviceGetPciInfo_v3 = 00000000:19:00.0 0x233010de
            nvmlDeviceGetNvLinkState.2 = 1
            nvmlDeviceGetNvLinkRemoteDeviceType.2 = 2
            [gpu 1]
            nvmlDeviceGetUUID = GPU-b
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
            [gpu 2]
            nvmlDeviceGetUUID = GPU-c
            nvmlDeviceGetPciInfo_v3 = 00000000:4C:00.0 0x233010de
            nvmlDeviceGetNvLinkState.0 = 0
            nvmlDeviceGetNvLinkState.1 = 0
            [gpu 3]
            nvmlDeviceGetUUID = GPU-d
            nvmlDeviceGetPciInfo_v3 = 00000000:5D:00.0 0x233010de
            nvmlDeviceGetNvLinkState.1 = 0
            """;

    @TempDir Path folder;

    @BeforeEach
    void load_the_driver() throws Exception {
        Files.createDirectories(folder.resolve("sys/module/nvidia"));
    }

    @Test
    void each_pair_is_told_once_with_the_links_that_both_say_are_up() throws Exception {
        try (var harness = open(StubDriver.following(folder, PAIRS))) {
            harness.sample();

            assertThat(harness.facts().facts(GpuLink.class))
                    .containsExactly(
                            new GpuLink("GPU-a", "GPU-b", 2), new GpuLink("GPU-a", "GPU-c", 1));
        }
    }

    @Test
    void gpus_at_switches_are_joined_by_as_many_links_as_both_have() throws Exception {
        try (var harness = open(StubDriver.following(folder, SWITCHED))) {
            harness.sample();

            assertThat(harness.facts().facts(GpuLink.class))
                    .containsExactly(
                            new GpuLink("GPU-a", "GPU-b", 2),
                            new GpuLink("GPU-a", "GPU-d", 1),
                            new GpuLink("GPU-b", "GPU-d", 1));
        }
    }

    @Test
    void a_link_that_goes_down_is_told_no_more() throws Exception {
        var stub = StubDriver.following(folder, PAIRS);
        try (var harness = open(stub)) {
            harness.sample();
            stub.alsoSay("[gpu 0]\nnvmlDeviceGetNvLinkState.0 = 0");

            harness.sample();

            assertThat(harness.facts().facts(GpuLink.class))
                    .containsExactly(
                            new GpuLink("GPU-a", "GPU-b", 1), new GpuLink("GPU-a", "GPU-c", 1));
        }
    }

    @Test
    void links_go_with_the_driver() throws Exception {
        try (var harness = open(StubDriver.following(folder, PAIRS))) {
            harness.sample();
            Files.delete(folder.resolve("sys/module/nvidia"));

            harness.sample();

            assertThat(harness.facts().facts(GpuLink.class)).isEmpty();
        }
    }

    @Test
    void a_closed_collector_tells_of_no_links() throws Exception {
        var harness = open(StubDriver.following(folder, PAIRS));
        harness.sample();

        harness.close();

        assertThat(harness.facts().facts(GpuLink.class)).isEmpty();
    }

    private CollectorHarness open(StubDriver stub) throws Exception {
        return CollectorHarness.open(
                new NvmlCollector(),
                folder,
                StubSettings.of(stub.library()),
                group -> group.name().equals("nvml.nvlink"));
    }
}
