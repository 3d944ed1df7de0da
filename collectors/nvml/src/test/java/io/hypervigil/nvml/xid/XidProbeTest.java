package io.hypervigil.nvml.xid;

import static io.hypervigil.nvml.xid.XidRound.GPU;
import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Golden;
import io.hypervigil.collect.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class XidProbeTest {

    private static final String FALLEN = "NVRM: Xid (PCI:0000:3b:00): 79, GPU has fallen off";
    private static final String FAULT = "NVRM: Xid (PCI:0000:3b:00): 31, pid=1, name=a, Ch 8";

    @TempDir Path folder;

    @Test
    void the_rings_past_is_read_back_and_what_did_not_happen_is_zero() throws IOException {
        try (var round = new XidRound(folder).with(GPU, "GPU-1").with("0000:5e:00.0", "GPU-2")) {
            round.said(1, "Linux version 6.8.0")
                    .said(400, FALLEN)
                    .said(400, "NVRM: GPU 0000:3b:00.0: GPU has fallen off the bus.")
                    .said(500, "NVRM: Xid (PCI:0000:5e:00 GPU-I:05 GPU-CI:00): 13, a")
                    .said(501, "NVRM: Xid (PCI:0000:5e:00 GPU-I:05): 13, b")
                    .said(600, "nvidia-nvswitch0: SXid (PCI:0000:c1:00.0): 12028, Non-fatal, a")
                    .said(600, "nvidia-nvswitch0: SXid (PCI:0000:c1:00.0): 12028, Severity 1 b")
                    .said(600, "nvidia-nvswitch0: SXid (PCI:0000:c1:00.0): 12028, Data {0x1}");

            Golden.assertMatches(Path.of("src/test/golden/xid.prom"), round.exposition());
            assertThat(round.missing()).isEmpty();
        }
    }

    @Test
    void a_gpu_whose_processor_has_just_stopped_to_answer_is_told() throws IOException {
        try (var round = new XidRound(folder).with(GPU, "GPU-1")) {
            round.said(900, "NVRM: Xid (PCI:0000:3b:00): 119, Timeout waiting for RPC").round();
            assertThat(round.silent()).isEmpty();

            round.clock().advance(Duration.ofSeconds(5));
            round.said(1003, FAULT)
                    .said(1004, "NVRM: Xid (PCI:0000:3b:00): 119, Timeout waiting for RPC")
                    .round();

            assertThat(round.silent())
                    .containsExactly(GPU + ": XID 119: the system processor (GSP) does not answer");
        }
    }

    @Test
    void an_error_that_both_sources_tell_counts_once() throws IOException {
        try (var round = new XidRound(folder).with(GPU, "GPU-1")) {
            round.round();
            round.clock().advance(Duration.ofSeconds(5));
            round.said(1003, FAULT).said(1003, FAULT).said(1004, FAULT);
            round.ledger().event(GPU, 31, round.clock().instant());

            assertThat(round.samples())
                    .isEqualTo(
                            """
                            gpu_xid_errors_total{gpu="GPU-1",xid="31"} 3
                            gpu_xid_last_timestamp_seconds{gpu="GPU-1",xid="31"} 1767225605
                            """);

            round.ledger().event(GPU, 31, round.clock().instant());
            round.ledger().event(GPU, 31, round.clock().instant());
            round.ledger().event(GPU, 31, round.clock().instant());

            assertThat(round.samples())
                    .contains("gpu_xid_errors_total{gpu=\"GPU-1\",xid=\"31\"} 4\n");
        }
    }

    @Test
    void the_kernels_clock_may_have_drifted_but_not_beyond_the_last_round() throws IOException {
        try (var round = new XidRound(folder).with(GPU, "GPU-1")) {
            round.round();
            round.clock().advance(Duration.ofSeconds(5));

            assertThat(round.said(940, FAULT).samples())
                    .contains(
                            "gpu_xid_last_timestamp_seconds{gpu=\"GPU-1\",xid=\"31\"} 1767225600");
            assertThat(round.said(2_000, FAULT).samples())
                    .contains(
                            "gpu_xid_last_timestamp_seconds{gpu=\"GPU-1\",xid=\"31\"} 1767225605");
        }
    }

    @Test
    void where_the_kernels_log_may_not_be_read_the_events_count_alone() throws IOException {
        try (var round = new XidRound(folder).with(GPU, "GPU-1")) {
            round.noKernelLog();
            round.round();
            round.ledger().event(GPU, 74, round.clock().instant());
            round.ledger().event(GPU, XidLedger.UNKNOWN_XID, round.clock().instant());

            assertThat(round.samples())
                    .isEqualTo(
                            """
                            gpu_xid_errors_total{gpu="GPU-1",xid="74"} 1
                            gpu_xid_errors_total{gpu="GPU-1",xid="999"} 1
                            gpu_xid_last_timestamp_seconds{gpu="GPU-1",xid="74"} 1767225600
                            gpu_xid_last_timestamp_seconds{gpu="GPU-1",xid="999"} 1767225600
                            """);
            assertThat(round.missing())
                    .containsExactly(
                            "XIDs from the kernel's log: "
                                    + folder.resolve("kmsg")
                                    + ": does not exist");
        }
    }

    @Test
    void an_event_of_an_unknown_xid_is_left_to_the_kernels_log() throws IOException {
        try (var round = new XidRound(folder).with(GPU, "GPU-1")) {
            round.round();
            round.ledger().event(GPU, XidLedger.UNKNOWN_XID, round.clock().instant());
            round.said(1000, "NVRM: Xid (PCI:0000:3b:00): 170, a new one");

            assertThat(round.samples())
                    .isEqualTo(
                            """
                            gpu_xid_errors_total{gpu="GPU-1",xid="170"} 1
                            gpu_xid_last_timestamp_seconds{gpu="GPU-1",xid="170"} 1767225600
                            """);
        }
    }

    @Test
    void a_gpu_that_is_lost_before_we_look_has_the_name_the_driver_said_or_its_address()
            throws IOException {
        var uuid = "GPU-efbdfde9-5798-a6e7-4c46-12518fa15375";
        try (var round = new XidRound(folder).with("0000:86:00.0", "GPU-3")) {
            round.said(10, "NVRM: GPU at PCI:0000:3b:00: " + uuid)
                    .said(10, FALLEN)
                    .said(20, "NVRM: GPU 0000:5e:00.0: GPU has fallen off the bus.");

            assertThat(round.samples())
                    .isEqualTo(
                            """
                            gpu_fallen_off_bus_timestamp_seconds{gpu="0000:5e:00.0"} 1767224620
                            gpu_fallen_off_bus_timestamp_seconds{gpu="%1$s"} 1767224610
                            gpu_xid_errors_total{gpu="%1$s",xid="79"} 1
                            gpu_xid_last_timestamp_seconds{gpu="%1$s",xid="79"} 1767224610
                            """
                                    .replace("%1$s", uuid));
        }
    }

    @Test
    void errors_stay_when_the_last_gpu_leaves_the_bus() throws IOException {
        try (var round = new XidRound(folder).with(GPU, "GPU-1")) {
            round.said(10, FALLEN).round();
            round.unplugAll();

            assertThat(round.samples())
                    .contains("gpu_xid_errors_total{gpu=\"GPU-1\",xid=\"79\"} 1\n");
        }
    }

    @Test
    void without_anything_of_nvidias_it_is_quiet() throws IOException {
        try (var round = new XidRound(folder)) {
            round.said(10, FALLEN);

            assertThat(round.round())
                    .isEqualTo(
                            new Outcome.Unavailable("no GPU or NVSwitch of NVIDIA's on the bus"));
            assertThat(round.missing()).isEmpty();
        }
    }
}
