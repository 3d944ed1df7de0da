package io.hypervigil.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.nvml.profile.ConfiguredProfile;
import io.hypervigil.nvml.profile.GivenProfile;
import io.hypervigil.nvml.stub.StubDriver;
import io.hypervigil.nvml.stub.StubSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfileProbeTest {

    private static final String GPU =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            nvmlDeviceGetCount_v2 = 1
            [gpu 0]
            nvmlDeviceGetUUID = GPU-1
            nvmlDeviceGetPciInfo_v3 = 00000000:3B:00.0 0x233010de
            nvmlDeviceGetPowerManagementLimit = 700000
            nvmlDeviceGetPowerManagementLimitConstraints = 200000 700000
            """;

    @TempDir Path folder;

    @BeforeEach
    void load_the_module() throws IOException {
        Files.createDirectories(folder.resolve("sys/module/nvidia"));
    }

    @Test
    void what_looks_once_sets_nothing_and_what_stays_applies_what_is_kept() throws Exception {
        var stub = StubDriver.following(folder, GPU);
        var low = GivenProfile.limiting("300W", true);
        try (var harness = open(new NvmlCollector(), stub, Map.of("low", low))) {
            harness.sample();
            assertThat(names(harness)).doesNotContain("profiles");
            assertThat(folder.resolve("calls")).doesNotExist();

            harness.sample();
            harness.sample();
            assertThat(Files.readString(folder.resolve("calls")))
                    .isEqualTo("nvmlDeviceSetPowerManagementLimit(GPU-1, 300000)\n");
        }
    }

    @Test
    void what_is_kept_from_now_on_is_applied_to_gpus_that_come_from_now_on() throws Exception {
        var collector = new NvmlCollector();
        var stub = StubDriver.following(folder, GPU);
        try (var harness = open(collector, stub, Map.of())) {
            harness.sample();
            var keep =
                    collector.actions().stream()
                            .filter(action -> action.name().equals("gpu.profile-keep"))
                            .findFirst()
                            .orElseThrow();
            keep.handler().run(GivenCall.of(false, "name", "maximum", "mode", "on"));
            keep.handler().run(GivenCall.of(false, "name", "maximum", "mode", "on"));
            harness.sample();
            harness.sample();
            assertThat(names(harness)).contains("profiles");
            assertThat(folder.resolve("calls")).doesNotExist();

            Files.delete(folder.resolve("sys/module/nvidia"));
            harness.sample();
            Files.createDirectory(folder.resolve("sys/module/nvidia"));
            harness.sample();
            harness.sample();
            assertThat(Files.readString(folder.resolve("calls")))
                    .isEqualTo(
                            """
                            nvmlDeviceResetGpuLockedClocks(GPU-1)
                            nvmlDeviceResetMemoryLockedClocks(GPU-1)
                            """);
        }
    }

    @Test
    void what_a_trial_has_left_is_put_back_by_what_stays() throws Exception {
        Files.writeString(
                folder.resolve("profiles.trials"),
                "2026-11-22T09:00:00Z\tGPU-1\tpower_limit_watts\t500\t700\n");
        try (var harness = open(new NvmlCollector(), StubDriver.following(folder, GPU), Map.of())) {
            harness.sample();
            assertThat(names(harness)).doesNotContain("profiles");
            assertThat(folder.resolve("calls")).doesNotExist();

            harness.sample();
            harness.sample();
            assertThat(folder.resolve("calls"))
                    .hasContent("nvmlDeviceSetPowerManagementLimit(GPU-1, 500000)");
            assertThat(folder.resolve("profiles.trials")).doesNotExist();
        }
    }

    @Test
    void without_a_profile_to_keep_there_is_no_thread_for_them() throws Exception {
        try (var harness = open(new NvmlCollector(), StubDriver.following(folder, GPU), Map.of())) {
            harness.sample();
            harness.sample();
            assertThat(names(harness)).doesNotContain("profiles");
        }
    }

    private CollectorHarness open(
            NvmlCollector collector, StubDriver stub, Map<String, ConfiguredProfile> profiles)
            throws Exception {
        return CollectorHarness.open(
                collector,
                folder,
                StubSettings.withProfiles(stub.library(), profiles, folder.resolve("profiles")),
                Group::byDefault);
    }

    private static List<String> names(CollectorHarness harness) {
        return harness.probes().stream().map(probe -> probe.name()).toList();
    }
}
