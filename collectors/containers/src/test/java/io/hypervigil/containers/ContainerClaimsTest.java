package io.hypervigil.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Fact;
import io.hypervigil.collect.Fact.Basis;
import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.Fact.Device;
import io.hypervigil.collect.Fact.Owner;
import io.hypervigil.collect.Fact.OwnerType;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook.Missing;
import io.hypervigil.containers.ContainersSettings.Kubernetes;
import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.inventory.Inventory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which containers hold which GPUs, as it stands on the board of facts. */
final class ContainerClaimsTest {

    private static final String A = Hosts.A;
    private static final String DOCKER_A = "/system.slice/docker-" + A + ".scope";
    private static final String DOCKER_B = "/system.slice/docker-" + Hosts.B + ".scope";

    @TempDir Path folder;

    @Test
    void a_container_holds_what_its_processes_use_and_the_gpus_that_it_was_given()
            throws Exception {
        HostRoom.in(folder).unified().group(DOCKER_A, 101).process(101, "7", "cuda");
        var told =
                Told.nothing()
                        .running("docker", A, "cuda", 101)
                        .withGpus(new GpuRequest.Uuid("GPU-1"), new GpuRequest.Count(2));
        var owner = new Owner(OwnerType.CONTAINER, A, "cuda");

        try (var harness = open(told, Kubernetes.AUTO)) {
            harness.sample();

            assertThat(harness.facts().facts(Claim.class))
                    .containsExactly(
                            claim(owner, new Device.CgroupProcesses(DOCKER_A), Basis.RUNNING),
                            claim(owner, new Device.GpuUuid("GPU-1"), Basis.CONFIGURED),
                            claim(owner, new Device.GpuIndex(0), Basis.CONFIGURED),
                            claim(owner, new Device.GpuIndex(1), Basis.CONFIGURED));
        }
    }

    @Test
    void nobody_holds_anything_any_more_when_the_collector_is_closed() throws Exception {
        HostRoom.in(folder).unified().group(DOCKER_A, 101);
        FactBoard facts;

        try (var harness = open(Told.nothing(), Kubernetes.AUTO)) {
            harness.sample();
            facts = harness.facts();
        }

        assertThat(facts.facts(Claim.class)).isEmpty();
    }

    @Test
    void a_pod_owns_what_its_containers_hold() throws Exception {
        Hosts.KUBERNETES.make(folder);

        try (var harness = open(Told.nothing(), Kubernetes.ON)) {
            harness.sample();

            assertThat(harness.facts().facts(Claim.class))
                    .extracting(Claim::owner)
                    .containsOnly(
                            new Owner(OwnerType.POD, Hosts.UID, "ml/train-0"),
                            new Owner(OwnerType.POD, Hosts.OTHER_UID, "shop/web-0"));
        }
    }

    @Test
    void version_1_says_which_gpus_a_container_may_open() throws Exception {
        HostRoom.in(folder)
                .legacy()
                .group(DOCKER_A, 101)
                .group(DOCKER_B, 201)
                .groupFile(
                        "devices",
                        DOCKER_A,
                        "devices.list",
                        "c 1:3 rwm\nc 195:1 rw\nc 195:255 rw\n")
                .groupFile("devices", DOCKER_B, "devices.list", "a *:* rwm\n")
                .file(
                        "proc/driver/nvidia/gpus/0000:3B:00.0/information",
                        "Model: X\nDevice Minor: \t 1\n");

        try (var harness = open(Told.nothing(), Kubernetes.AUTO)) {
            harness.sample();

            assertThat(harness.facts().facts(Claim.class))
                    .filteredOn(claim -> claim.basis() == Basis.CONFIGURED)
                    .containsExactly(
                            claim(
                                    new Owner(OwnerType.CONTAINER, A, "aaaaaaaaaaaa"),
                                    new Device.Pci("0000:3b:00.0"),
                                    Basis.CONFIGURED));
        }
    }

    @Test
    void a_gpu_that_its_request_does_not_tell_is_said() throws Exception {
        HostRoom.in(folder).unified().group(DOCKER_A, 101).process(101, "7", "cuda");
        var told =
                Told.nothing()
                        .running("docker", A, "cuda", 101)
                        .withGpus(new GpuRequest.MigIndex(0, 1));

        try (var harness = open(told, Kubernetes.AUTO)) {
            assertThat(harness.sample().getFirst().missing())
                    .containsExactly(
                            new Missing(
                                    "a GPU of container cuda",
                                    "MigIndex[gpu=0, instance=1] does not say which one it is"));
        }
    }

    @Test
    void an_instance_of_a_divided_gpu_is_claimed_as_the_driver_calls_it() throws Exception {
        HostRoom.in(folder).unified().group(DOCKER_A, 101).process(101, "7", "cuda");
        var told =
                Told.nothing()
                        .running("docker", A, "cuda", 101)
                        .withGpus(
                                new GpuRequest.MigIndex(0, 1),
                                new GpuRequest.Uuid("MIG-GPU-1/3/0"),
                                new GpuRequest.Uuid("MIG-gone"));

        try (var harness = open(told, Kubernetes.AUTO)) {
            harness.facts()
                    .publish(
                            "driver",
                            List.of(
                                    new Fact.Gpu(
                                            Optional.of("GPU-1"),
                                            OptionalInt.of(0),
                                            "0000:1b:00.0"),
                                    new Fact.GpuPart("MIG-a", "GPU-1", 0, 3, 0, Optional.empty()),
                                    new Fact.GpuPart("MIG-b", "GPU-1", 1, 4, 0, Optional.empty())));

            assertThat(harness.sample().getFirst().missing()).isEmpty();
            assertThat(harness.facts().facts(Claim.class))
                    .filteredOn(claim -> claim.basis() == Basis.CONFIGURED)
                    .extracting(Claim::device)
                    .containsExactly(
                            new Device.GpuUuid("MIG-b"),
                            new Device.GpuUuid("MIG-a"),
                            new Device.GpuUuid("MIG-gone"));
        }
    }

    @Test
    void cdi_names_of_ones_own_and_device_files_are_the_gpus_they_open() throws Exception {
        HostRoom.in(folder)
                .unified()
                .group(DOCKER_A, 101)
                .process(101, "7", "cuda")
                .file(
                        "proc/driver/nvidia/gpus/0000:3B:00.0/information",
                        "Model: X\nDevice Minor: \t 1\n")
                .file(
                        "proc/driver/nvidia/capabilities/gpu1/mig/gi7/access",
                        "DeviceFileMinor: 21\nDeviceFileMode: 292\n")
                .file(
                        "root/etc/cdi/own.yaml",
                        """
                        kind: example.org/gpu
                        devices:
                          - name: fast
                            containerEdits:
                              deviceNodes:
                                - path: /dev/nvidia1
                                - path: /dev/nvidiactl
                          - name: part
                            containerEdits:
                              deviceNodes:
                                - path: /dev/gpu
                                  hostPath: /dev/nvidia1
                                - path: /dev/nvidia-caps/nvidia-cap21
                          - name: gone
                            containerEdits:
                              deviceNodes:
                                - path: /dev/nvidia9
                        """);
        var told =
                Told.nothing()
                        .running("docker", A, "cuda", 101)
                        .withGpus(
                                new GpuRequest.CdiName("example.org/gpu=fast"),
                                new GpuRequest.CdiName("example.org/gpu=part"),
                                new GpuRequest.CdiName("example.org/gpu=gone"),
                                new GpuRequest.CdiName("example.org/gpu=none"),
                                new GpuRequest.DeviceFile("/dev/nvidia1"),
                                new GpuRequest.DeviceFile("/dev/nvidia9"));
        var gpu = new Device.Pci("0000:3b:00.0");

        try (var harness = open(told, Kubernetes.AUTO)) {
            assertThat(harness.sample().getFirst().missing()).hasSize(3);
            assertThat(harness.facts().facts(Claim.class))
                    .filteredOn(claim -> claim.basis() == Basis.CONFIGURED)
                    .extracting(Claim::device)
                    .containsExactly(gpu, new Device.GpuInstance(gpu, 7), gpu);
        }
    }

    private CollectorHarness open(Inventory inventory, Kubernetes kubernetes) throws Exception {
        return CollectorHarness.open(
                new ContainersCollector(inventory),
                folder,
                new ContainersSettings(
                        List.of(),
                        kubernetes,
                        false,
                        100,
                        Hosts.SELDOM,
                        Hosts.NO_RUNTIMES,
                        Hosts.NO_ACTIONS,
                        Hosts.NO_QUOTAS),
                Group::byDefault);
    }

    private static Claim claim(Owner owner, Device device, Basis basis) {
        return new Claim(owner, device, basis, OptionalDouble.empty());
    }
}
