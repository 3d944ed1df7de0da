package io.hypervigil.nvml.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.nvml.profile.GivenProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MigActionsTest {

    private static final String DIVIDED =
            """
            nvmlDeviceGetMigMode = 1 1
            gpu_profile.0 = 19 1 7 9728 MIG 1g.10gb
            gpu_profile.2 = 9 3 2 40192 MIG 3g.40gb
            compute_profile.0 = 0 1 7 MIG 1c.3g.40gb
            compute_profile.2 = 2 3 1 MIG 3c.3g.40gb
            capacity.19 = 7
            capacity.9 = 1
            placements.19 = 0:1 1:1 4:1
            placements.9 = 0:4 4:4
            """;

    @TempDir Path folder;

    @Test
    void mig_is_turned_on() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, "nvmlDeviceGetMigMode = 0 0")) {
            assertThat(bench.dryRun("gpu.mig", "gpu", "0", "mode", "on"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, old: {mig: off, mig_pending: off},"
                                    + " new: {mig: off, mig_pending: on},"
                                    + " calls: [nvmlDeviceSetMigMode(GPU-1, 1)]}");
            assertThat(bench.calls()).isEmpty();
            assertThat(bench.run("gpu.mig", "gpu", "0", "mode", "on"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, old: {mig: off, mig_pending: off},"
                                    + " new: {mig: on, mig_pending: on},"
                                    + " calls: [nvmlDeviceSetMigMode(GPU-1, 1)]}");
            assertThat(bench.run("gpu.mig", "gpu", "0", "mode", "on")).startsWith("unchanged ");
        }
    }

    @Test
    void a_mode_that_waits_for_a_reset_says_so() throws ActionFailure, IOException {
        try (var bench =
                ActionBench.of(folder, "nvmlDeviceGetMigMode = 0 0\nmig_activation = 16")) {
            assertThat(bench.run("gpu.mig", "gpu", "0", "mode", "on"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, old: {mig: off, mig_pending: off},"
                                    + " new: {mig: off, mig_pending: on},"
                                    + " calls: [nvmlDeviceSetMigMode(GPU-1, 1)],"
                                    + " note: in force after a reset of the GPU:"
                                    + " nvmlDeviceSetMigMode: 16, the GPU needs a reset}");
        }
    }

    @Test
    void what_is_kept_is_applied_again_after_the_reset_that_changes_the_mode()
            throws ActionFailure, IOException {
        try (var bench = keeping("mig_reset = 700000")) {
            bench.round();
            bench.run("gpu.mig", "gpu", "0", "mode", "on");
            assertThat(bench.round()).isEmpty();
            assertThat(bench.round()).isEmpty();

            assertThat(bench.calls())
                    .isEqualTo(
                            """
                            nvmlDeviceSetPowerManagementLimit(GPU-1, 300000)
                            nvmlDeviceSetMigMode(GPU-1, 1)
                            nvmlDeviceSetPowerManagementLimit(GPU-1, 300000)
                            """);
        }
    }

    @Test
    void what_fails_after_that_reset_is_tried_again() throws ActionFailure, IOException {
        try (var bench =
                keeping("mig_reset = 700000\nnvmlDeviceSetPowerManagementLimit = error 999 at 2")) {
            bench.round();
            bench.pass(Duration.ofHours(1));
            bench.run("gpu.mig", "gpu", "0", "mode", "on");
            assertThat(bench.round()).hasSize(1);

            bench.pass(Duration.ofSeconds(10));
            assertThat(bench.round()).isEmpty();
            assertThat(bench.calls())
                    .endsWith("nvmlDeviceSetPowerManagementLimit(GPU-1, 300000)\n");
        }
    }

    @Test
    void a_mode_that_waits_for_a_reset_leaves_what_is_set() throws ActionFailure, IOException {
        try (var bench = keeping("mig_activation = 16")) {
            bench.round();
            bench.run("gpu.power-limit", "gpu", "0", "watts", 400);
            bench.run("gpu.mig", "gpu", "0", "mode", "on");
            bench.round();

            assertThat(bench.calls()).endsWith("nvmlDeviceSetMigMode(GPU-1, 1)\n");
        }
    }

    @Test
    void what_is_kept_only_after_that_reset_is_for_later_ones() throws ActionFailure, IOException {
        try (var bench = keeping("")) {
            bench.run("gpu.mig", "gpu", "0", "mode", "on");
            bench.actions().leaveAsTheyAre(bench.gpus());
            bench.round();

            assertThat(bench.calls()).isEqualTo("nvmlDeviceSetMigMode(GPU-1, 1)\n");
        }
    }

    private ActionBench keeping(String lines) throws IOException {
        return ActionBench.of(
                folder,
                """
                nvmlDeviceGetMigMode = 0 0
                nvmlDeviceGetPowerManagementLimit = 700000
                nvmlDeviceGetPowerManagementLimitConstraints = 200000 700000
                """
                        + lines,
                Map.of("low", GivenProfile.limiting("300W", true)));
    }

    @ParameterizedTest
    @CsvSource({
        "'',                  'graphics_clock_megahertz, new: free'",
        "field.184 = u32 0,   'graphics_clock_megahertz, new: free'",
        "field.184 = u32 1,   'graphics_clock_megahertz, old: 210-1400, new: free'",
    })
    void a_clock_is_free_after_that_reset_and_held_where_there_is_none(
            String resetless, String clock) throws ActionFailure, IOException {
        try (var bench =
                ActionBench.of(
                        folder,
                        """
                        nvmlDeviceGetMigMode = 0 0
                        nvmlDeviceGetMaxClockInfo.0 = 1980
                        nvmlDeviceGetFieldValues = 0
                        """
                                + resetless)) {
            bench.run("gpu.clock-lock", "gpu", "0", "clock", "graphics", "min", 210, "max", 1400);
            bench.run("gpu.mig", "gpu", "0", "mode", "on");

            assertThat(bench.dryRun("gpu.clock-reset", "gpu", "0", "clock", "graphics"))
                    .contains("setting: " + clock);
        }
    }

    @Test
    void a_mode_that_stays_as_it_was_is_a_failure() throws IOException {
        try (var bench =
                ActionBench.of(
                        folder, "nvmlDeviceGetMigMode = 0 0\nnvmlDeviceSetMigMode = ignored")) {
            assertThat(bench.refusal("gpu.mig", "gpu", "0", "mode", "on"))
                    .isEqualTo(
                            "FAILED: GPU-1: nvmlDeviceSetMigMode was answered with success, but the"
                                    + " mode is not as asked (see the kernel's log; gpu.show tells"
                                    + " what it is now)");
        }
    }

    @Test
    void a_gpu_in_use_is_not_divided() throws IOException {
        Files.createDirectories(folder.resolve("proc/4242"));
        Files.writeString(folder.resolve("proc/4242/comm"), "python3\n");
        try (var bench =
                ActionBench.of(
                        folder,
                        """
                        nvmlDeviceGetMigMode = 0 0
                        ComputeProcesses = 4242:1048576:-:-
                        GraphicsProcesses = 17:1:-:-
                        """)) {
            assertThat(bench.refusal("gpu.mig", "gpu", "0", "mode", "on"))
                    .isEqualTo(
                            "CONFLICT: GPU GPU-1 is in use by process 17, process 4242 (python3)"
                                    + " (stop what uses it, then try again)");
            assertThat(bench.calls()).isEmpty();
        }
    }

    @Test
    void a_gpu_that_cannot_be_divided_says_so() throws IOException {
        try (var bench = ActionBench.of(folder, "nvmlDeviceGetName = T4")) {
            assertThat(bench.refusal("gpu.mig", "gpu", "0", "mode", "on"))
                    .isEqualTo(
                            "UNSUPPORTED: GPU-1: this GPU cannot be divided (MIG needs a data centre"
                                    + " GPU of Ampere or newer)");
        }
    }

    @Test
    void an_instance_is_made_listed_and_destroyed() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, DIVIDED)) {
            assertThat(bench.run("gpu.mig-create", "gpu", "0", "profile", "3g.40gb"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, new: {id: 1, profile_id: 9, profile: MIG 3g.40gb,"
                                    + " start: 0, size: 1,"
                                    + " compute_instances: [{id: 0, profile_id: 2}]},"
                                    + " calls: [nvmlDeviceCreateGpuInstance(GPU-1, 9),"
                                    + " nvmlGpuInstanceCreateComputeInstance(GPU-1, 2)]}");
            assertThat(bench.run("gpu.mig-list", "gpu", "0"))
                    .isEqualTo(
                            "unchanged {gpu: GPU-1, mode: {mig: on, mig_pending: on},"
                                    + " profiles: [{id: 19, name: MIG 1g.10gb, slices: 1,"
                                    + " memory_bytes: 10200547328, most: 7, room: 7},"
                                    + " {id: 9, name: MIG 3g.40gb, slices: 3,"
                                    + " memory_bytes: 42144366592, most: 2, room: 0}],"
                                    + " instances: [{id: 1, profile_id: 9, profile: MIG 3g.40gb,"
                                    + " start: 0, size: 1,"
                                    + " compute_instances: [{id: 0, profile_id: 2}]}]}");
            assertThat(bench.refusal("gpu.mig-create", "gpu", "0", "profile", "9"))
                    .isEqualTo(
                            "CONFLICT: GPU-1: no room for another MIG 3g.40gb (destroy instances to"
                                    + " make room; gpu.mig-list shows them)");
            assertThat(bench.run("gpu.mig-destroy", "gpu", "0", "instance", 1))
                    .isEqualTo(
                            "changed {gpu: GPU-1, old: {id: 1, profile_id: 9, profile: MIG 3g.40gb,"
                                    + " start: 0, size: 1,"
                                    + " compute_instances: [{id: 0, profile_id: 2}]},"
                                    + " calls: [nvmlComputeInstanceDestroy(GPU-1, 0),"
                                    + " nvmlGpuInstanceDestroy(GPU-1, 1)]}");
            assertThat(bench.refusal("gpu.mig-destroy", "gpu", "0", "instance", 1))
                    .isEqualTo(
                            "NOT_FOUND: GPU-1: no GPU instance 1; known: [] (gpu.mig-list shows"
                                    + " them)");
        }
    }

    @Test
    void an_instance_at_a_place_without_a_compute_instance() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, DIVIDED)) {
            Object[] wanted = {"gpu", "0", "profile", "9", "start", 4, "bare", true};

            assertThat(bench.dryRun("gpu.mig-create", wanted))
                    .isEqualTo(
                            "changed {gpu: GPU-1,"
                                    + " calls: [nvmlDeviceCreateGpuInstanceWithPlacement(GPU-1, 9,"
                                    + " 4, 4)]}");
            assertThat(bench.run("gpu.mig-create", wanted))
                    .isEqualTo(
                            "changed {gpu: GPU-1, new: {id: 1, profile_id: 9,"
                                    + " profile: MIG 3g.40gb, start: 4, size: 4,"
                                    + " compute_instances: []},"
                                    + " calls: [nvmlDeviceCreateGpuInstanceWithPlacement(GPU-1, 9,"
                                    + " 4, 4)]}");
            assertThat(bench.calls())
                    .isEqualTo("nvmlDeviceCreateGpuInstanceWithPlacement(GPU-1, 9, 4, 4)\n");
        }
    }

    @Test
    void an_instance_begins_only_where_it_can() throws IOException {
        try (var bench = ActionBench.of(folder, DIVIDED)) {
            assertThat(bench.refusal("gpu.mig-create", "gpu", "0", "profile", "9", "start", 1))
                    .isEqualTo(
                            "INVALID: GPU-1: MIG 3g.40gb cannot begin at 1 (give one of [0, 4])");
            assertThat(bench.calls()).isEmpty();
        }
    }

    @Test
    void an_instance_without_its_compute_instance_is_destroyed_again() throws IOException {
        try (var bench =
                ActionBench.of(
                        folder, DIVIDED + "nvmlGpuInstanceCreateComputeInstance = error 23")) {
            assertThat(bench.refusal("gpu.mig-create", "gpu", "0", "profile", "9"))
                    .isEqualTo(
                            "CONFLICT: GPU-1: nvmlGpuInstanceCreateComputeInstance: 23, out of"
                                    + " resources; the GPU instance was destroyed again (destroy"
                                    + " instances to make room; gpu.mig-list shows them)");
            assertThat(bench.calls())
                    .isEqualTo(
                            """
                            nvmlDeviceCreateGpuInstance(GPU-1, 9)
                            nvmlGpuInstanceCreateComputeInstance(GPU-1, 2)
                            nvmlGpuInstanceDestroy(GPU-1, 1)
                            """);
        }
    }

    @Test
    void compute_instances_are_made_again_where_the_instance_stays()
            throws ActionFailure, IOException {
        try (var bench =
                ActionBench.of(folder, DIVIDED + "nvmlGpuInstanceDestroy = error 19 at 1")) {
            bench.run("gpu.mig-create", "gpu", "0", "profile", "9");

            assertThat(bench.refusal("gpu.mig-destroy", "gpu", "0", "instance", 1))
                    .isEqualTo(
                            "CONFLICT: GPU-1: nvmlGpuInstanceDestroy: 19, in use; its compute"
                                    + " instances are as before (stop what uses the GPU, monitoring"
                                    + " included, then try again)");
            assertThat(bench.run("gpu.mig-list", "gpu", "0"))
                    .contains("compute_instances: [{id: 0, profile_id: 2}]");
        }
    }

    @Test
    void an_instance_that_stays_is_as_it_was() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, DIVIDED + "nvmlGpuInstanceDestroy = ignored")) {
            bench.run("gpu.mig-create", "gpu", "0", "profile", "9");

            assertThat(bench.refusal("gpu.mig-destroy", "gpu", "0", "instance", 1))
                    .isEqualTo(
                            "FAILED: GPU-1: nvmlGpuInstanceDestroy was answered with success, but"
                                    + " instance 1 is there; its compute instances are as before"
                                    + " (see the kernel's log; gpu.mig-list shows what there is)");
            assertThat(bench.run("gpu.mig-list", "gpu", "0"))
                    .contains("compute_instances: [{id: 0, profile_id: 2}]");
        }
    }

    @Test
    void an_instance_in_use_is_not_destroyed() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, DIVIDED + "ComputeProcesses = 99:1:1:0 98:1:2:0")) {
            bench.run("gpu.mig-create", "gpu", "0", "profile", "9");

            assertThat(bench.refusal("gpu.mig-destroy", "gpu", "0", "instance", 1))
                    .isEqualTo(
                            "CONFLICT: GPU-1 instance 1 is in use by process 99 (stop what uses it,"
                                    + " then try again)");
        }
    }

    @Test
    void an_instance_that_somebody_runs_on_is_not_destroyed() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, DIVIDED)) {
            bench.run("gpu.mig-create", "gpu", "0", "profile", "9");
            for (Fact.Device device :
                    List.of(
                            new Fact.Device.GpuInstance(new Fact.Device.GpuIndex(0), 1),
                            new Fact.Device.GpuUuid("MIG-7"))) {
                bench.facts()
                        .publish(
                                "container",
                                List.of(
                                        new Fact.Claim(
                                                new Fact.Owner(
                                                        Fact.OwnerType.CONTAINER, "ab12", "llm"),
                                                device,
                                                Fact.Basis.RUNNING,
                                                OptionalDouble.empty()),
                                        new Fact.GpuPart(
                                                "MIG-7", "GPU-1", 0, 1, 0, Optional.empty())));
                assertThat(bench.refusal("gpu.mig-destroy", "gpu", "0", "instance", 1))
                        .as(device.toString())
                        .startsWith("CONFLICT: GPU-1 instance 1 is in use by container llm ");
            }
        }
    }

    @Test
    void profiles_that_a_gpu_has_not_got_are_answered_with_those_it_has() throws IOException {
        try (var bench = ActionBench.of(folder, DIVIDED)) {
            assertThat(bench.refusal("gpu.mig-create", "gpu", "0", "profile", "2g.20gb"))
                    .isEqualTo(
                            "NOT_FOUND: GPU-1: no profile '2g.20gb'; known: 19 MIG 1g.10gb; 9 MIG"
                                    + " 3g.40gb (name one of these by its number or name)");
        }
    }
}
