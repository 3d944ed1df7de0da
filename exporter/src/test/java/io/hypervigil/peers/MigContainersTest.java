package io.hypervigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.containers.HostRoom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running process between a driver that has divided a GPU and containers on its parts. */
final class MigContainersTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Two GPUs, the second of them in three instances. */
    private static final String DIVIDED =
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
            nvmlDeviceGetMigMode = 1 1
            nvmlDeviceGetMaxMigDeviceCount = 7
            """
                    + instance(0, "MIG-a", 7)
                    + instance(1, "MIG-b", 8)
                    + instance(2, "MIG-c", 9);

    @TempDir Path folder;

    @Test
    void a_container_owns_the_instance_that_it_was_given_by_any_name() throws Exception {
        var stub = StubNvml.in(folder, DIVIDED);
        stub.putOnTheBus("0000:1b:00.0");
        stub.putOnTheBus("0000:43:00.0");
        var room = HostRoom.in(folder).unified();
        container(room, 101, 'a', "nvidia.com/gpu=1:0");
        container(room, 102, 'b', "k8s.device-plugin.nvidia.com/gpu=MIG-b");
        container(room, 103, 'c', "nvidia.com/gpu=mig1:2");
        var flags = new ArrayList<>(stub.flags());
        flags.add("--nvml.processes.interval=1s");

        try (var ours = OurProcess.start(folder, flags.toArray(String[]::new))) {
            Eventually.get(
                    SOON,
                    () ->
                            assertThat(
                                            Peers.ok(ours.root().resolve("/metrics"))
                                                    .lines()
                                                    .filter(l -> l.startsWith("gpu_owner_info")))
                                    .containsExactly(owner('a'), owner('b'), owner('c')));
        }
    }

    /** One of containerd's, whose configuration names a CDI device. */
    private void container(HostRoom room, long pid, char letter, String cdi) throws Exception {
        var id = Character.toString(letter).repeat(64);
        room.group("/default/" + id, pid).process(pid, Long.toString(pid), "cuda");
        var bundle =
                Files.createDirectories(
                        folder.resolve(
                                "run/containerd/io.containerd.runtime.v2.task/default/" + id));
        Files.writeString(
                bundle.resolve("config.json"),
                "{\"annotations\": {\"cdi.k8s.io/x\": \""
                        + cdi
                        + "\", \"nerdctl/name\": \"job-"
                        + letter
                        + "\"}, \"linux\": {\"cgroupsPath\": \"/default/"
                        + id
                        + "\"}}");
        Files.writeString(bundle.resolve("init.pid"), Long.toString(pid));
    }

    private static String instance(int place, String uuid, int gpuInstance) {
        return """
               [gpu 1 mig %PLACE%]
               nvmlDeviceGetUUID = %UUID%
               nvmlDeviceGetName = NVIDIA H100 80GB HBM3 MIG 1g.10gb
               nvmlDeviceGetGpuInstanceId = %INSTANCE%
               nvmlDeviceGetComputeInstanceId = 0
               nvmlDeviceGetAttributes_v2 = 16 2 2 0 2 1 1 1 9856
               """
                .replace("%PLACE%", Integer.toString(place))
                .replace("%UUID%", uuid)
                .replace("%INSTANCE%", Integer.toString(gpuInstance));
    }

    private static String owner(char letter) {
        return "gpu_owner_info{gpu=\"GPU-1\",owner_type=\"container\",owner_id=\""
                + Character.toString(letter).repeat(64)
                + "\",owner_name=\"job-"
                + letter
                + "\"} 0.14285714285714285";
    }
}
