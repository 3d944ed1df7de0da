package io.hypervigil.containers.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.containers.daemon.PrivatePodman;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Launched with GPUs by a real Podman, whose CDI specification names devices that every host has.
 */
class PodmanGpuTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // By JUnit.
    Path folder;

    @Test
    void a_container_gets_the_gpus_it_asked_for_and_holds_them_while_it_runs() throws Exception {
        var file = NamedDevices.in(folder.resolve("etc/cdi"));
        try (var podman = ServedPodman.withCdi(file, folder)) {
            var bed = new Bed().podman(podman.socket()).gpus(2);
            bed.root = folder;
            Object[] asked = {
                "name",
                "train",
                "image",
                PrivatePodman.IMAGE,
                "gpus",
                List.of("1"),
                "command",
                List.of("sh", "-c", "echo zero $GPU_ZERO one $GPU_ONE; sleep 1000")
            };

            var launched = bed.run("container.launch", asked);
            assertThat(Bed.texts(launched, "gpus")).containsExactly("GPU-b");
            bed.awaitLog("train", "zero one given\n");
            var shown = bed.run("container.show", "container", "train");
            assertThat(Bed.texts(shown, "gpus")).containsExactly("GPU-b");

            assertThat(
                            bed.failure(
                                    "container.launch",
                                    "name",
                                    "second",
                                    "image",
                                    PrivatePodman.IMAGE,
                                    "gpus",
                                    List.of("all")))
                    .isEqualTo("CONFLICT: GPU 1 (GPU-b) is taken by container train");
            bed.run("container.stop", "container", "train", "grace", Duration.ZERO);
            bed.vmWith("0000:01:00.0");
            for (String start : List.of("container.start", "container.restart")) {
                assertThat(bed.failure(start, "container", "train"))
                        .isEqualTo("CONFLICT: GPU 1 (GPU-b) is taken by vm trainer");
            }
            var counted =
                    bed.dryRun(
                            "container.launch",
                            "name",
                            "second",
                            "image",
                            PrivatePodman.IMAGE,
                            "gpu_count",
                            1);
            assertThat(Bed.texts(counted, "requests").getFirst())
                    .endsWith("\"devices\":[{\"path\":\"nvidia.com/gpu=0\"}]}");
        }
    }

    @Test
    void a_container_gets_a_free_instance_of_a_divided_gpu() throws Exception {
        var file = NamedDevices.in(folder.resolve("etc/cdi"));
        try (var podman = ServedPodman.withCdi(file, folder)) {
            var bed = new Bed().podman(podman.socket()).gpus(2);
            bed.root = folder;
            bed.facts.publish("parts", List.of(part("MIG-a", 0), part("MIG-b", 1)));
            // The first is a VM's.
            bed.facts.publish(
                    "libvirt",
                    List.of(
                            new Fact.Claim(
                                    new Fact.Owner(Fact.OwnerType.VM, "6f1d", "trainer"),
                                    new Fact.Device.GpuInstance(
                                            new Fact.Device.GpuUuid("GPU-b"), 7),
                                    Fact.Basis.RUNNING,
                                    OptionalDouble.empty())));

            var launched = launchOnPart(bed);
            assertThat(Bed.texts(launched, "gpus")).containsExactly("MIG-b");
            bed.awaitLog("train", "part given\n");
            assertThat(
                            bed.failure(
                                    "container.launch",
                                    "name",
                                    "second",
                                    "image",
                                    PrivatePodman.IMAGE,
                                    "gpu_mig",
                                    "1g.10gb"))
                    .isEqualTo(
                            "CONFLICT: 1 MIG instances 1g.10gb asked for, 0 of 2 free: MIG-a has vm"
                                    + " trainer; MIG-b has container train");
        }
    }

    private static ActionResult launchOnPart(Bed bed) throws Exception {
        return bed.run(
                "container.launch",
                "name",
                "train",
                "image",
                PrivatePodman.IMAGE,
                "gpu_mig",
                "1g.10gb",
                "command",
                List.of("sh", "-c", "echo part $GPU_PART; sleep 1000"));
    }

    private static Fact.GpuPart part(String uuid, int index) {
        return new Fact.GpuPart(uuid, "GPU-b", index, 7 + index, 0, Optional.of("1g.10gb"));
    }
}
