package io.hypervigil.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.CollectorHarness;
import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.Fact;
import io.hypervigil.collect.Outcome;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The collector against gRPC's own server, which is in the kubelet's place. */
final class PodResourcesTest {

    private static final String UID = "7d9c4a0e-3b1f-4f6e-9d57-0c6a1b2e3f40";
    private static final String STATIC_UID = "0f343b0931126a20f133d67c2b018a3b";

    @TempDir Path folder;

    @Test
    void each_pod_claims_the_gpus_that_it_was_given() throws Exception {
        file("sys/kernel/iommu_groups/14/devices/0000:81:00.0", "");
        file("sys/kernel/iommu_groups/14/devices/0000:81:00.1", "");
        gpuOnTheBus("0000:81:00.0", "0x030200");
        gpuOnTheBus("0000:81:00.1", "0x040300");
        gpuOnTheBus("0000:82:00.0", "0x030200");
        file("proc/driver/nvidia/gpus/0000:3B:00.0/information", "Model: x\nDevice Minor: \t 3\n");
        file("root/var/log/pods/ml_train-0_" + UID + "/cuda/0.log", "");
        file("root/var/log/pods/kube-system_etcd-node1_" + STATIC_UID + "/etcd/0.log", "");
        file("root/var/log/pods/no-such-name/0.log", "");

        var round =
                sample(
                        """
                        answer
                        kube-system etcd-node1 etcd -
                        ml train-0 cuda nvidia.com/gpu GPU-1 GPU-2::0
                        ml train-0 cuda nvidia.com/gpu GPU-2::7 GPU-3::1
                        ml train-0 cuda cpu.example.com/dsa dsa0
                        ml train-0 side nvidia.com/gpu GPU-1
                        ml infer main nvidia.com/mig-1g.10gb MIG-5e0a::1
                        gke one main nvidia.com/gpu nvidia3/gi5 nvidia9
                        vms virt-launcher-a compute nvidia.com/TU104GL_Tesla_T4 14
                        vms virt-launcher-b compute nvidia.com/GRID_T4-1Q 4B20D080-1b54-4048-85b3-a6a62d165c01
                        vms virt-launcher-c compute nvidia.com/GA100 0000:82:00.0
                        vms virt-launcher-c compute nvidia.com/hostdev 0000:81:00.1
                        dra cdi main claim nvidia.example.com all nvidia.com/gpu=all
                        dra cdi main claim - - nvidia.com/gpu=1
                        dra two main claim gpu.nvidia.com gpu-0 k8s.gpu.nvidia.com/claim=x-gpu-0
                        dra two main claim net.example.com vf3 net.example.com/vf=3
                        """);

        assertThat(round.outcome()).isEqualTo(Outcome.SAMPLED);
        assertThat(Exposition.text(List.of(round.samples())))
                .isEqualTo(
                        """
                        # HELP kube_pod_gpu_info A GPU or part of one that a container of this node was given, by its device plugin's or driver's own name, from the kubelet's PodResourcesLister/List.
                        # TYPE kube_pod_gpu_info gauge
                        kube_pod_gpu_info{namespace="dra",pod="cdi",container="main",resource="nvidia.com/gpu",device="1"} 1
                        kube_pod_gpu_info{namespace="dra",pod="cdi",container="main",resource="nvidia.example.com",device="all"} 1
                        kube_pod_gpu_info{namespace="dra",pod="two",container="main",resource="gpu.nvidia.com",device="gpu-0"} 1
                        kube_pod_gpu_info{namespace="gke",pod="one",container="main",resource="nvidia.com/gpu",device="nvidia3/gi5"} 1
                        kube_pod_gpu_info{namespace="gke",pod="one",container="main",resource="nvidia.com/gpu",device="nvidia9"} 1
                        kube_pod_gpu_info{namespace="ml",pod="infer",container="main",resource="nvidia.com/mig-1g.10gb",device="MIG-5e0a::1"} 1
                        kube_pod_gpu_info{namespace="ml",pod="train-0",container="cuda",resource="nvidia.com/gpu",device="GPU-1"} 1
                        kube_pod_gpu_info{namespace="ml",pod="train-0",container="cuda",resource="nvidia.com/gpu",device="GPU-2::0"} 1
                        kube_pod_gpu_info{namespace="ml",pod="train-0",container="cuda",resource="nvidia.com/gpu",device="GPU-2::7"} 1
                        kube_pod_gpu_info{namespace="ml",pod="train-0",container="cuda",resource="nvidia.com/gpu",device="GPU-3::1"} 1
                        kube_pod_gpu_info{namespace="ml",pod="train-0",container="side",resource="nvidia.com/gpu",device="GPU-1"} 1
                        kube_pod_gpu_info{namespace="vms",pod="virt-launcher-a",container="compute",resource="nvidia.com/TU104GL_Tesla_T4",device="14"} 1
                        kube_pod_gpu_info{namespace="vms",pod="virt-launcher-b",container="compute",resource="nvidia.com/GRID_T4-1Q",device="4B20D080-1b54-4048-85b3-a6a62d165c01"} 1
                        kube_pod_gpu_info{namespace="vms",pod="virt-launcher-c",container="compute",resource="nvidia.com/GA100",device="0000:82:00.0"} 1
                        # HELP kube_pod_resource_devices Devices that a container of this node was given, from the kubelet's PodResourcesLister/List.
                        # TYPE kube_pod_resource_devices gauge
                        kube_pod_resource_devices{namespace="dra",pod="cdi",container="main",resource="nvidia.com/gpu"} 1
                        kube_pod_resource_devices{namespace="dra",pod="cdi",container="main",resource="nvidia.example.com"} 1
                        kube_pod_resource_devices{namespace="dra",pod="two",container="main",resource="gpu.nvidia.com"} 1
                        kube_pod_resource_devices{namespace="dra",pod="two",container="main",resource="net.example.com"} 1
                        kube_pod_resource_devices{namespace="gke",pod="one",container="main",resource="nvidia.com/gpu"} 2
                        kube_pod_resource_devices{namespace="ml",pod="infer",container="main",resource="nvidia.com/mig-1g.10gb"} 1
                        kube_pod_resource_devices{namespace="ml",pod="train-0",container="cuda",resource="cpu.example.com/dsa"} 1
                        kube_pod_resource_devices{namespace="ml",pod="train-0",container="cuda",resource="nvidia.com/gpu"} 4
                        kube_pod_resource_devices{namespace="ml",pod="train-0",container="side",resource="nvidia.com/gpu"} 1
                        kube_pod_resource_devices{namespace="vms",pod="virt-launcher-a",container="compute",resource="nvidia.com/TU104GL_Tesla_T4"} 1
                        kube_pod_resource_devices{namespace="vms",pod="virt-launcher-b",container="compute",resource="nvidia.com/GRID_T4-1Q"} 1
                        kube_pod_resource_devices{namespace="vms",pod="virt-launcher-c",container="compute",resource="nvidia.com/GA100"} 1
                        kube_pod_resource_devices{namespace="vms",pod="virt-launcher-c",container="compute",resource="nvidia.com/hostdev"} 1
                        """);
        assertThat(claims)
                .containsExactly(
                        UID + " ml/train-0 GpuUuid[uuid=GPU-1]",
                        UID + " ml/train-0 GpuUuid[uuid=GPU-2]",
                        UID + " ml/train-0 GpuUuid[uuid=GPU-3]",
                        "ml/infer ml/infer GpuUuid[uuid=MIG-5e0a]",
                        "gke/one gke/one GpuInstance[gpu=Pci[address=0000:3b:00.0], number=5]",
                        "vms/virt-launcher-a vms/virt-launcher-a Pci[address=0000:81:00.0]",
                        "vms/virt-launcher-b vms/virt-launcher-b"
                                + " Mediated[uuid=4b20d080-1b54-4048-85b3-a6a62d165c01]",
                        "vms/virt-launcher-c vms/virt-launcher-c Pci[address=0000:82:00.0]",
                        "dra/cdi dra/cdi AllGpus[]",
                        "dra/cdi dra/cdi GpuIndex[index=1]");
        assertThat(round.missing())
                .extracting(missing -> missing.what())
                .containsExactly("owner of nvidia9", "owner of gpu-0");
    }

    @Test
    void a_node_of_five_hundred_pods_is_read() throws Exception {
        var round = sample("many 500");

        assertThat(round.outcome()).isEqualTo(Outcome.SAMPLED);
        assertThat(round.samples().size()).isEqualTo(1_000);
        assertThat(claims).hasSize(500);
    }

    @Test
    void a_slow_kubelet_is_waited_for() throws Exception {
        assertThat(sample("slow 1").samples().size()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    error INTERNAL it börsts    | INTERNAL: it börsts
                    error RESOURCE_EXHAUSTED no | RESOURCE_EXHAUSTED: no
                    hang                        | no answer within 4000 milliseconds
                    garbage                     | byte 10: a number of more than 10 bytes
                    huge                        | an answer of more than 4194304 bytes
                    many 2001                   | more than 2000 pods
                    cut                         | the connection broke
                    """)
    void a_kubelet_that_does_not_answer_well_fails_with_the_reason(String scenario, String reason)
            throws Exception {
        var round = sample(scenario);

        assertThat(round.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).hasMessageContaining(reason));
        assertThat(round.samples().size()).isZero();
        assertThat(claims).isEmpty();
    }

    @Test
    void a_socket_on_which_nobody_listens_is_a_failure() throws Exception {
        var socket = folder.resolve("root/var/lib/kubelet/pod-resources/kubelet.sock");
        Files.createDirectories(socket.getParent());
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
        }

        try (var harness = CollectorHarness.open(new KubernetesCollector(), folder)) {
            assertThat(harness.sample().getFirst().outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed ->
                                    assertThat(failed.cause())
                                            .hasMessage(socket + ": Connection refused"));
        }
    }

    @Test
    void claims_outlast_a_restart_of_the_kubelet_and_end_with_it() throws Exception {
        try (var kubelet = Kubelet.in(folder, "answer\nml train main nvidia.com/gpu GPU-1\n");
                var harness = CollectorHarness.open(new KubernetesCollector(), folder)) {
            harness.sample();
            assertThat(claimsOf(harness)).hasSize(1);

            kubelet.become("error UNAVAILABLE later");
            harness.sample();
            assertThat(claimsOf(harness)).hasSize(1);

            Files.delete(kubelet.socket());
            assertThat(harness.sample().getFirst().outcome())
                    .isInstanceOf(Outcome.Unavailable.class);
            assertThat(claimsOf(harness)).isEmpty();
        }
    }

    private List<String> claims = List.of();

    private CollectorHarness.Round sample(String scenario) throws Exception {
        try (var _ = Kubelet.in(folder, scenario);
                var harness = CollectorHarness.open(new KubernetesCollector(), folder)) {
            var round = harness.sample().getFirst();
            claims = claimsOf(harness);
            return round;
        }
    }

    private static List<String> claimsOf(CollectorHarness harness) {
        return harness.facts().facts(Fact.Claim.class).stream()
                .map(
                        claim ->
                                claim.owner().id()
                                        + " "
                                        + claim.owner().name()
                                        + " "
                                        + claim.device())
                .toList();
    }

    private void gpuOnTheBus(String address, String pciClass) throws IOException {
        file("sys/bus/pci/devices/" + address + "/vendor", "0x10de\n");
        file("sys/bus/pci/devices/" + address + "/class", pciClass + "\n");
    }

    private void file(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
