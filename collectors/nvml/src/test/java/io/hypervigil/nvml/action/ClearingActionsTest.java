package io.hypervigil.nvml.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.action.ActionFailure;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClearingActionsTest {

    private static final String COUNTS =
            """
            nvmlDeviceGetTotalEccErrors.0 = 12
            nvmlDeviceGetTotalEccErrors.10 = 3
            nvmlDeviceGetTotalEccErrors.1 = 0
            nvmlDeviceGetTotalEccErrors.11 = 0
            nvmlDeviceGetAccountingPids = 4
            nvmlDeviceGetNvLinkState.0 = 1
            nvmlDeviceGetNvLinkState.1 = 0
            nvmlDeviceGetNvLinkState.2 = 1
            nvmlDeviceGetNvLinkErrorCounter.0 = 5
            nvmlDeviceGetNvLinkErrorCounter.20 = 2
            nvmlDeviceGetNvLinkErrorCounter.3 = 1
            nvmlDeviceGetNvLinkState.35 = 1
            nvmlDeviceGetNvLinkErrorCounter.354 = 9
            """;

    @TempDir Path folder;

    @Test
    void memory_errors_of_a_scope_are_cleared() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, COUNTS)) {
            assertThat(bench.run("gpu.clear-ecc", "gpu", "0", "scope", "volatile"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, old: {corrected: 12, uncorrected: 3},"
                                    + " new: {corrected: 0, uncorrected: 0},"
                                    + " calls: [nvmlDeviceClearEccErrorCounts(GPU-1, 0)]}");
            assertThat(bench.run("gpu.clear-ecc", "gpu", "0", "scope", "aggregate"))
                    .isEqualTo(
                            "unchanged {gpu: GPU-1, old: {corrected: 0, uncorrected: 0},"
                                    + " new: {corrected: 0, uncorrected: 0}, calls: []}");
            assertThat(bench.calls()).isEqualTo("nvmlDeviceClearEccErrorCounts(GPU-1, 0)\n");
        }
    }

    @Test
    void accounts_are_forgotten() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, COUNTS)) {
            assertThat(bench.dryRun("gpu.clear-accounting", "gpu", "0"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, old: {accounts: 4}, new: {accounts: 0},"
                                    + " calls: [nvmlDeviceClearAccountingPids(GPU-1)]}");
            assertThat(bench.calls()).isEmpty();
            assertThat(bench.run("gpu.clear-accounting", "gpu", "0"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, old: {accounts: 4}, new: {accounts: 0},"
                                    + " calls: [nvmlDeviceClearAccountingPids(GPU-1)]}");
        }
    }

    @Test
    void links_that_are_up_are_cleared() throws ActionFailure, IOException {
        try (var bench = ActionBench.of(folder, COUNTS)) {
            assertThat(bench.run("gpu.clear-nvlink", "gpu", "0"))
                    .isEqualTo(
                            "changed {gpu: GPU-1, old: {replay: 7, crc_data: 1, ecc_data: 9},"
                                    + " new: {replay: 0, crc_data: 0, ecc_data: 0},"
                                    + " calls: [nvmlDeviceResetNvLinkErrorCounters(GPU-1, 0),"
                                    + " nvmlDeviceResetNvLinkErrorCounters(GPU-1, 2),"
                                    + " nvmlDeviceResetNvLinkErrorCounters(GPU-1, 35)]}");
        }
    }

    @Test
    void what_was_cleared_before_a_link_refuses_is_told() throws IOException {
        try (var bench =
                ActionBench.of(
                        folder, COUNTS + "nvmlDeviceResetNvLinkErrorCounters = error 999 at 3")) {
            assertThat(bench.refusal("gpu.clear-nvlink", "gpu", "0"))
                    .isEqualTo(
                            "FAILED: GPU-1: nvmlDeviceResetNvLinkErrorCounters: 999, unknown error;"
                                    + " made before: nvmlDeviceResetNvLinkErrorCounters(GPU-1, 0),"
                                    + " nvmlDeviceResetNvLinkErrorCounters(GPU-1, 2) (see the"
                                    + " kernel's log; try again)");
        }
    }

    @Test
    void a_success_that_cleared_nothing_is_a_failure() throws IOException {
        try (var bench =
                ActionBench.of(folder, COUNTS + "nvmlDeviceClearAccountingPids = ignored")) {
            assertThat(bench.refusal("gpu.clear-accounting", "gpu", "0"))
                    .isEqualTo(
                            "FAILED: GPU-1: nvmlDeviceClearAccountingPids was answered with"
                                    + " success, but the counts are as before (see the kernel's"
                                    + " log)");
        }
    }

    @Test
    void a_gpu_without_counts_says_so() throws IOException {
        try (var bench = ActionBench.of(folder, "nvmlDeviceGetName = Tesla")) {
            assertThat(bench.refusal("gpu.clear-ecc", "gpu", "0", "scope", "volatile"))
                    .isEqualTo(
                            "UNSUPPORTED: GPU-1: this GPU has no such counts"
                                    + " (gpu.show tells what it has)");
        }
    }
}
