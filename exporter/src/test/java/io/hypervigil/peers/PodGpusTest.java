package io.hypervigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running process between a driver and a kubelet, which do not know each other. */
final class PodGpusTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final Path KUBELET =
            Path.of("../collectors/kubernetes/src/test/python/kubelet.py").toAbsolutePath();

    private static final String UID = "7d9c4a0e-3b1f-4f6e-9d57-0c6a1b2e3f40";

    private static final String TWO =
            """
            [system]
            nvmlSystemGetDriverVersion = 550.54.15
            nvmlDeviceGetCount_v2 = 2
            [gpu 0]
            nvmlDeviceGetUUID = GPU-0
            nvmlDeviceGetPciInfo_v3 = 00000000:1B:00.0 0x233010de
            [gpu 1]
            nvmlDeviceGetUUID = GPU-1
            nvmlDeviceGetPciInfo_v3 = 00000000:43:00.0 0x233010de
            """;

    @TempDir Path folder;

    @Test
    void the_owner_of_a_gpu_is_the_pod_that_was_given_it() throws Exception {
        Files.createDirectories(folder.resolve("var/log/pods/ml_train_" + UID));
        var stub = StubNvml.in(folder, TWO);
        stub.putOnTheBus("0000:1b:00.0");
        stub.putOnTheBus("0000:43:00.0");
        var flags = new ArrayList<>(stub.flags());
        flags.add("--nvml.processes.interval=1s");
        try (var _ =
                        kubelet(
                                """
                                answer
                                ml train cuda nvidia.com/gpu GPU-0
                                ml infer-a main nvidia.com/gpu GPU-1::0
                                ml infer-b main nvidia.com/gpu GPU-1::1
                                """);
                var ours = OurProcess.start(folder, flags.toArray(String[]::new))) {
            Eventually.get(
                    SOON,
                    () ->
                            assertThat(Peers.ok(ours.root().resolve("/metrics")).lines())
                                    .contains(
                                            owner("GPU-0", UID, "ml/train", "1"),
                                            owner("GPU-1", "ml/infer-a", "ml/infer-a", "0.5"),
                                            owner("GPU-1", "ml/infer-b", "ml/infer-b", "0.5"),
                                            "kube_pod_resource_devices{namespace=\"ml\",pod=\"train\""
                                                    + ",container=\"cuda\""
                                                    + ",resource=\"nvidia.com/gpu\"} 1"));
        }
    }

    private RealPart kubelet(String pods) throws Exception {
        var python = PYTHON.toString();
        if (!Files.isExecutable(PYTHON)
                || RealPart.run(folder, "", List.of(python, "-c", "import grpc")).exitCode() != 0) {
            throw RealPart.missing("gRPC for Python", "install python3-grpcio");
        }
        var scenario = Files.writeString(folder.resolve("pods"), pods);
        var socket = folder.resolve("var/lib/kubelet/pod-resources/kubelet.sock");
        Files.createDirectories(socket.getParent());
        var server =
                RealPart.start(
                        folder,
                        "kubelet",
                        List.of(
                                python,
                                KUBELET.toString(),
                                socket.toString(),
                                scenario.toString()));
        Eventually.get(SOON, () -> assertThat(socket).exists());
        return server;
    }

    private static String owner(String gpu, String id, String name, String share) {
        return "gpu_owner_info{gpu=\""
                + gpu
                + "\",owner_type=\"pod\",owner_id=\""
                + id
                + "\",owner_name=\""
                + name
                + "\"} "
                + share;
    }
}
