package io.hypervigil.nvml.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.nvml.driver.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingActionsTest {

    private static final String H100 =
            """
            nvmlDeviceGetName = NVIDIA H100
            nvmlDeviceGetPowerManagementLimit = 300000
            nvmlDeviceGetPowerManagementLimitConstraints = 200000 700000
            nvmlDeviceGetPowerManagementDefaultLimit = 700000
            nvmlDeviceGetSupportedMemoryClocks = 2619 1593
            nvmlDeviceGetSupportedGraphicsClocks.2619 = 1980 1200 345
            nvmlDeviceGetSupportedGraphicsClocks.1593 = 1200 210
            nvmlDeviceGetPersistenceMode = 0
            nvmlDeviceGetComputeMode = 0
            nvmlDeviceGetEccMode = 1 1
            nvmlDeviceGetAccountingMode = 0
            """;

    @TempDir Path folder;

    @Test
    void a_power_limit_is_set_and_read_back() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, H100)) {
            assertThat(bench.run("gpu.power-limit", "gpu", "GPU-1", "watts", 250))
                    .isEqualTo(
                            "changed {gpu: GPU-1, setting: power_limit_watts, old: 300, new: 250,"
                                    + " calls: [nvmlDeviceSetPowerManagementLimit(GPU-1, 250000)]}");
            assertThat(bench.calls())
                    .isEqualTo("nvmlDeviceSetPowerManagementLimit(GPU-1, 250000)\n");
        }
    }

    @Test
    void a_module_has_a_power_limit_of_its_own() throws ActionFailure, IOException {
        var module =
                """
                nvmlDeviceGetFieldValues = 0
                field.187/1 = u32 400000
                field.188/1 = u32 1000000
                field.192/1 = u32 1000000
                """;
        try (var bench = ActionBench.of(folder, module)) {
            assertThat(bench.run("gpu.module-power-limit", "gpu", "GPU-1", "watts", 700))
                    .isEqualTo(
                            "changed {gpu: GPU-1, setting: module_power_limit_watts, old: 1000,"
                                    + " new: 700,"
                                    + " calls: [nvmlDeviceSetPowerManagementLimit_v2(GPU-1, 1,"
                                    + " 700000)]}");
            assertThat(bench.calls())
                    .isEqualTo(
                            "nvmlDeviceSetPowerManagementLimit_v2(GPU-1, 33554444, 1, 700000)\n");
            assertThat(bench.refusal("gpu.module-power-limit", "gpu", "GPU-1", "watts", 399))
                    .isEqualTo(
                            "INVALID: GPU-1: a power limit of 399 W is not taken"
                                    + " (give 400 to 1000 W)");
            assertThat(bench.refusal("gpu.power-limit", "gpu", "GPU-1", "watts", 700))
                    .startsWith("UNSUPPORTED: GPU-1: this GPU has no such setting");
        }
    }

    @Test
    void what_is_so_already_is_not_set_again() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, H100)) {
            assertThat(bench.run("gpu.power-limit", "gpu", "0", "watts", 300))
                    .isEqualTo(
                            "unchanged {gpu: GPU-1, setting: power_limit_watts, old: 300, new: 300,"
                                    + " calls: []}");
            assertThat(bench.calls()).isEmpty();
        }
    }

    @Test
    void a_dry_run_shows_the_call_and_makes_none() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, H100)) {
            assertThat(bench.dryRun("gpu.power-limit-reset", "gpu", "0000:3b:00.0"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, setting: power_limit_watts, old: 300, new: 700,"
                                    + " calls: [nvmlDeviceSetPowerManagementLimit(GPU-1, 700000)]}");
            assertThat(bench.dryRun("gpu.persistence", "gpu", "GPU-1", "mode", "on"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, setting: persistence, old: off, new: on,"
                                    + " calls: [nvmlDeviceSetPersistenceMode(GPU-1, 1)]}");
            assertThat(bench.calls()).isEmpty();
        }
    }

    @Test
    void without_a_list_of_clocks_the_bounds_are_those_of_all_states() throws Exception {
        var states =
                """
                nvmlDeviceGetMinMaxClockOfPState.0.0 = 300 2520
                nvmlDeviceGetMinMaxClockOfPState.0.8 = 210 2100
                nvmlDeviceGetMaxClockInfo.2 = 10501
                """;
        try (var bench = ActionBench.of(folder, states)) {
            assertThat(lock(bench, "graphics", 200, 2520))
                    .isEqualTo(
                            "INVALID: GPU-1: a graphics clock of 200-2520 MHz is not taken"
                                    + " (give 210 to 2520 MHz)");
            assertThat(lock(bench, "memory", 405, 10502))
                    .isEqualTo(
                            "INVALID: GPU-1: a memory clock of 405-10502 MHz is not taken"
                                    + " (give 1 to 10501 MHz)");
            assertThat(lock(bench, "graphics", 210, 2520)).startsWith("changed ");
        }
    }

    private static String lock(ActionBench bench, String clock, int min, int max) {
        return bench.refusal(
                "gpu.clock-lock", "gpu", "GPU-1", "clock", clock, "min", min, "max", max);
    }

    @Test
    void what_a_gpu_does_not_take_is_refused_before_the_call() throws IOException {
        try (var bench = ActionBench.of(folder, H100)) {
            assertThat(bench.refusal("gpu.power-limit", "gpu", "GPU-1", "watts", 150))
                    .isEqualTo(
                            "INVALID: GPU-1: a power limit of 150 W is not taken"
                                    + " (give 200 to 700 W)");
            assertThat(
                            bench.refusal(
                                    "gpu.clock-lock",
                                    "gpu",
                                    "GPU-1",
                                    "clock",
                                    "graphics",
                                    "min",
                                    100,
                                    "max",
                                    1980))
                    .isEqualTo(
                            "INVALID: GPU-1: a graphics clock of 100-1980 MHz is not taken"
                                    + " (give 210 to 1980 MHz)");
            assertThat(
                            bench.refusal(
                                    "gpu.clock-lock",
                                    "gpu",
                                    "GPU-1",
                                    "clock",
                                    "memory",
                                    "min",
                                    2619,
                                    "max",
                                    1593))
                    .isEqualTo(
                            "INVALID: 2619-1593: the lower clock comes first"
                                    + " (exchange min and max)");
            assertThat(bench.calls()).isEmpty();
        }
    }

    @Test
    void clocks_are_held_and_let_go() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, H100)) {
            assertThat(
                            bench.run(
                                    "gpu.clock-lock",
                                    "gpu",
                                    "GPU-1",
                                    "clock",
                                    "graphics",
                                    "min",
                                    345,
                                    "max",
                                    1200))
                    .isEqualTo(
                            "changed {gpu: GPU-1, setting: graphics_clock_megahertz,"
                                    + " new: 345-1200,"
                                    + " calls: [nvmlDeviceSetGpuLockedClocks(GPU-1, 345, 1200)],"
                                    + " note: the driver does not tell whether a clock is held}");
            assertThat(bench.run("gpu.clock-reset", "gpu", "GPU-1", "clock", "graphics"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, setting: graphics_clock_megahertz,"
                                    + " old: 345-1200, new: free,"
                                    + " calls: [nvmlDeviceResetGpuLockedClocks(GPU-1)],"
                                    + " note: the driver does not tell whether a clock is held}");
            assertThat(bench.run("gpu.clock-reset", "gpu", "GPU-1", "clock", "memory"))
                    .startsWith("changed");
            assertThat(bench.calls())
                    .isEqualTo(
                            """
                            nvmlDeviceSetGpuLockedClocks(GPU-1, 345, 1200)
                            nvmlDeviceResetGpuLockedClocks(GPU-1)
                            nvmlDeviceResetMemoryLockedClocks(GPU-1)
                            """);
        }
    }

    @Test
    void a_clock_that_a_gpu_cannot_hold_cannot_be_let_go_either()
            throws ActionFailure, IOException {
        try (var bench =
                ActionBench.of(folder, H100 + "nvmlDeviceResetMemoryLockedClocks = error 3")) {
            assertThat(bench.refusal("gpu.clock-reset", "gpu", "0", "clock", "memory"))
                    .isEqualTo(
                            "UNSUPPORTED: GPU-1: nvmlDeviceResetMemoryLockedClocks: 3, not"
                                    + " supported (this GPU, or its driver, has no such setting)");
            assertThat(bench.run("gpu.profile-apply", "name", "balanced")).startsWith("changed ");
        }
    }

    @Test
    void modes_are_set() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, H100)) {
            assertThat(bench.run("gpu.compute-mode", "gpu", "0", "mode", "exclusive_process"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, setting: compute_mode, old: shared,"
                                    + " new: exclusive_process,"
                                    + " calls: [nvmlDeviceSetComputeMode(GPU-1, 3)]}");
            assertThat(bench.run("gpu.accounting", "gpu", "0", "mode", "on"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, setting: accounting, old: off, new: on,"
                                    + " calls: [nvmlDeviceSetAccountingMode(GPU-1, 1)]}");
            assertThat(bench.run("gpu.ecc", "gpu", "0", "mode", "off"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, setting: ecc_pending, old: on, new: off,"
                                    + " calls: [nvmlDeviceSetEccMode(GPU-1, 0)],"
                                    + " note: the mode in force changes with the next reset of the"
                                    + " GPU or reboot}");
            assertThat(bench.run("gpu.ecc", "gpu", "0", "mode", "on"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, setting: ecc_pending, old: off, new: on,"
                                    + " calls: [nvmlDeviceSetEccMode(GPU-1, 1)]}");
        }
    }

    @Test
    void each_refusal_of_the_driver_has_a_remedy() throws IOException {
        try (var bench =
                ActionBench.of(
                        folder,
                        H100
                                + """
                                nvmlDeviceSetPowerManagementLimit = error 4
                                nvmlDeviceSetPersistenceMode = error 3
                                nvmlDeviceSetComputeMode = error 19
                                nvmlDeviceSetEccMode = error 999
                                nvmlDeviceSetAccountingMode = error 15
                                nvmlDeviceResetGpuLockedClocks = error 4
                                """)) {
            assertThat(bench.refusal("gpu.power-limit", "gpu", "0", "watts", 250))
                    .isEqualTo(
                            "NOT_PERMITTED: GPU-1: nvmlDeviceSetPowerManagementLimit: 4, no"
                                    + " permission (run Hypervigil as root, or with"
                                    + " CAP_SYS_ADMIN)");
            assertThat(bench.refusal("gpu.persistence", "gpu", "0", "mode", "on"))
                    .isEqualTo(
                            "UNSUPPORTED: GPU-1: nvmlDeviceSetPersistenceMode: 3, not supported"
                                    + " (this GPU, or its driver, has no such setting)");
            assertThat(bench.refusal("gpu.compute-mode", "gpu", "0", "mode", "prohibited"))
                    .isEqualTo(
                            "CONFLICT: GPU-1: nvmlDeviceSetComputeMode: 19, in use (stop what uses"
                                    + " the GPU, monitoring included, then try again)");
            assertThat(bench.refusal("gpu.ecc", "gpu", "0", "mode", "off"))
                    .isEqualTo(
                            "FAILED: GPU-1: nvmlDeviceSetEccMode: 999, unknown error (see the"
                                    + " kernel's log; try again)");
            assertThat(bench.refusal("gpu.accounting", "gpu", "0", "mode", "on"))
                    .isEqualTo(
                            "UNAVAILABLE: GPU-1: nvmlDeviceSetAccountingMode: 15, the GPU has"
                                    + " fallen off the bus or is not accessible (see gpu.list; the"
                                    + " driver is taken again by itself)");
            assertThat(bench.refusal("gpu.clock-reset", "gpu", "0", "clock", "graphics"))
                    .startsWith("NOT_PERMITTED: ");
        }
    }

    @Test
    void a_success_that_changed_nothing_is_a_failure() throws IOException {
        try (var bench =
                ActionBench.of(folder, H100 + "nvmlDeviceSetPowerManagementLimit = ignored")) {
            assertThat(bench.refusal("gpu.power-limit", "gpu", "0", "watts", 250))
                    .isEqualTo(
                            "FAILED: GPU-1: nvmlDeviceSetPowerManagementLimit was answered with"
                                    + " success, but power_limit_watts is not as asked (something"
                                    + " else may set it too; gpu.show tells what it is now)");
            assertThat(bench.calls())
                    .isEqualTo("nvmlDeviceSetPowerManagementLimit(GPU-1, 250000)\n");
        }
    }

    @Test
    void who_may_do_what() throws IOException {
        try (var bench = ActionBench.of(folder, H100)) {
            assertThat(
                            bench.actions().all().stream()
                                    .map(
                                            action ->
                                                    action.name()
                                                            + " "
                                                            + action.role()
                                                            + " "
                                                            + action.effect()
                                                            + " "
                                                            + action.length())
                                    .collect(Collectors.joining("\n", "", "\n")))
                    .isEqualTo(
                            """
                            gpu.list VIEWER READS SHORT
                            gpu.show VIEWER READS SHORT
                            gpu.power-limit OPERATOR CHANGES SHORT
                            gpu.power-limit-reset OPERATOR CHANGES SHORT
                            gpu.module-power-limit OPERATOR CHANGES SHORT
                            gpu.clock-lock OPERATOR CHANGES SHORT
                            gpu.clock-reset OPERATOR CHANGES SHORT
                            gpu.persistence OPERATOR CHANGES SHORT
                            gpu.compute-mode ADMIN CHANGES SHORT
                            gpu.ecc ADMIN CHANGES SHORT
                            gpu.accounting OPERATOR CHANGES SHORT
                            gpu.clear-ecc ADMIN DESTROYS SHORT
                            gpu.clear-accounting ADMIN DESTROYS SHORT
                            gpu.clear-nvlink ADMIN DESTROYS SHORT
                            gpu.mig ADMIN CHANGES SHORT
                            gpu.mig-list VIEWER READS SHORT
                            gpu.mig-create ADMIN CHANGES SHORT
                            gpu.mig-destroy ADMIN DESTROYS SHORT
                            gpu.release ADMIN CHANGES SHORT
                            gpu.reacquire ADMIN CHANGES SHORT
                            gpu.vfio-bind ADMIN CHANGES LONG
                            gpu.vfio-unbind ADMIN CHANGES LONG
                            gpu.profile-list VIEWER READS SHORT
                            gpu.profile-show VIEWER READS SHORT
                            gpu.profile-create ADMIN CHANGES SHORT
                            gpu.profile-edit ADMIN CHANGES SHORT
                            gpu.profile-delete ADMIN DESTROYS SHORT
                            gpu.profile-keep ADMIN CHANGES SHORT
                            gpu.profile-apply OPERATOR CHANGES LONG
                            gpu.profile-test OPERATOR CHANGES LONG
                            """);
        }
    }

    @Test
    void a_gpu_without_a_setting_says_so() throws IOException {
        try (var bench = ActionBench.of(folder, "nvmlDeviceGetName = Tesla")) {
            assertThat(bench.refusal("gpu.power-limit", "gpu", "0", "watts", 250))
                    .isEqualTo(
                            "UNSUPPORTED: GPU-1: this GPU has no such setting"
                                    + " (gpu.show tells which it has)");
        }
    }

    @Test
    void an_unknown_gpu_is_answered_with_those_that_are_known() throws IOException {
        try (var bench = ActionBench.of(folder, H100)) {
            assertThat(bench.refusal("gpu.power-limit", "gpu", "GPU", "watts", 250))
                    .isEqualTo(
                            "NOT_FOUND: no GPU 'GPU'; known: 0 GPU-1 0000:3b:00.0 (name one of"
                                    + " these by its number, UUID or address)");
        }
    }

    @Test
    void a_gpu_that_is_being_called_is_not_called_again() throws Exception {
        try (var bench = ActionBench.of(folder, H100);
                var other = Executors.newSingleThreadExecutor()) {
            var entered = other.submit(() -> (Entry.Within) bench.driver().enter("GPU-1")).get();
            assertThat(bench.refusal("gpu.power-limit", "gpu", "0", "watts", 250))
                    .isEqualTo(
                            "CONFLICT: GPU-1: another call to the GPU has not come back yet (try"
                                    + " again; where it stays so, the call is stuck in the driver)");
            other.submit(entered::close).get();
        }
    }

    @Test
    void a_source_that_is_closed_says_so() throws IOException {
        try (var bench = ActionBench.of(folder, H100)) {
            bench.shut();

            assertThat(bench.refusal("gpu.list"))
                    .isEqualTo(
                            "UNAVAILABLE: the GPU collector is not open (switch the collector nvml"
                                    + " on, or wait for its start)");
        }
    }

    @Test
    void a_gpu_is_shown_with_its_settings_and_what_it_takes() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, H100)) {
            assertThat(bench.run("gpu.show", "gpu", "00000000:3B:00.0"))
                    .isEqualTo(
                            "unchanged {address: 0000:3b:00.0, uuid: GPU-1, index: 0,"
                                    + " released: false, model: NVIDIA H100,"
                                    + " driver_version: 550.54.15,"
                                    + " settings: {power_limit_watts: 300, persistence: off,"
                                    + " compute_mode: shared, accounting: off, ecc: on,"
                                    + " ecc_pending: on},"
                                    + " constraints: {power_limit_min_watts: 200,"
                                    + " power_limit_max_watts: 700,"
                                    + " power_limit_default_watts: 700,"
                                    + " graphics_clock_megahertz: 210-1980,"
                                    + " memory_clock_megahertz: 1593-2619}}");
        }
    }
}
