package io.hypervigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running process over eight H100 of which two are divided. */
final class GpuBoardTest {

    private static final Path TESTS = Path.of("../collectors/nvml/src/test").toAbsolutePath();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String UUID = "GPU-4b8c2f10-0000-4000-8000-00000000000";

    @TempDir Path folder;

    @Test
    void serve_shows_each_gpu_and_whose_it_is() throws Exception {
        try (var ours = OurProcess.start(folder, flags().toArray(String[]::new))) {
            Eventually.get(
                    SOON,
                    () -> {
                        var page = Peers.ok(ours.root().resolve("/metrics"));
                        IntStream.range(0, 8)
                                .forEach(
                                        gpu ->
                                                assertThat(page)
                                                        .contains(
                                                                "gpu_power_watts{gpu=\""
                                                                        + UUID
                                                                        + gpu
                                                                        + "\"} "));
                        assertThat(page)
                                .contains(
                                        "hypervigil_gpu_count{state=\"nvidia\"} 8\n",
                                        "gpu_owner_info{gpu=\""
                                                + UUID
                                                + "7\",owner_type=\"unit\","
                                                + "owner_id=\"user@1001.service/jupyter.service\"");
                        return true;
                    });
        }
    }

    @Test
    void doctor_says_of_each_gpu_what_it_does_not_give_and_why() throws Exception {
        var arguments = new ArrayList<>(List.of("doctor", "gpu"));
        arguments.addAll(flags());

        var run = RealPart.run(folder, "", OurProcess.command(arguments));

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).startsWith("nvml: ok\n  driver: ok, samples: 1\n");
        IntStream.range(0, 8)
                .forEach(
                        gpu ->
                                assertThat(run.output())
                                        .contains("\n  gpu-" + UUID + gpu + ": ok, samples: "));
        assertThat(run.output())
                .contains(
                        "\n    no gpu_encoder_utilization_ratio: nvmlDeviceGetEncoderUtilization:"
                                + " not supported by this GPU\n");
        // One line for a reason, whatever it is that lacks for it: not one for each link.
        assertThat(run.output().lines().filter(line -> line.contains("field 146"))).hasSize(8);
    }

    private List<String> flags() throws Exception {
        var host = TESTS.resolve("fixtures/h100-board");
        var stub =
                StubNvml.in(
                        folder, Files.readString(TESTS.resolve("scenarios/h100-board.scenario")));
        return List.of(
                "--path.procfs=" + host.resolve("proc"),
                "--path.sysfs=" + host.resolve("sys"),
                "--path.rootfs=" + folder,
                "--sampling.interval=1s",
                "--no-collector.host",
                "--nvml.library=" + stub.library());
    }
}
