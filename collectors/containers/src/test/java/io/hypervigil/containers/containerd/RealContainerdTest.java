package io.hypervigil.containers.containerd;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.containers.daemon.PrivateContainerd;
import io.hypervigil.containers.inventory.Container.Pod;
import io.hypervigil.containers.inventory.Container.State;
import io.hypervigil.containers.inventory.GpuRequest;
import io.hypervigil.containers.oci.Frozen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against a containerd, whose own client makes what runs. */
class RealContainerdTest {

    @Test
    void containers_of_every_namespace_are_told_with_their_annotations() throws Exception {
        try (var containerd = PrivateContainerd.start()) {
            var proc = Path.of("/proc");
            var source =
                    new ContainerdFiles(
                            containerd.state(), proc, new Frozen(proc, Path.of("/sys")));
            assertThat(source.read(Map.of())).isEmpty();
            var train = containerd.uniqueId("train");
            var web = containerd.uniqueId("web");
            var rootfs = containerd.busybox().toString();
            containerd.ctr(
                    "-n",
                    "k8s.io",
                    "run",
                    "-d",
                    "--rootfs",
                    "--annotation",
                    "io.kubernetes.cri.container-type=container",
                    "--annotation",
                    "io.kubernetes.cri.container-name=cuda",
                    "--annotation",
                    "io.kubernetes.cri.sandbox-name=train-0",
                    "--annotation",
                    "io.kubernetes.cri.sandbox-namespace=ml",
                    "--annotation",
                    "io.kubernetes.cri.sandbox-uid=0b7c",
                    "--annotation",
                    "io.kubernetes.cri.image-name=registry/cuda:12",
                    "--annotation",
                    "cdi.k8s.io/x=nvidia.com/gpu=GPU-7f3c",
                    rootfs,
                    train,
                    "/bin/sleep",
                    "1000");
            containerd.ctr(
                    "-n",
                    "default",
                    "run",
                    "-d",
                    "--net-host",
                    "--rootfs",
                    "--annotation",
                    "nerdctl/name=web",
                    "--env",
                    "NVIDIA_VISIBLE_DEVICES=all",
                    rootfs,
                    web,
                    "/bin/sleep",
                    "1000");

            var found = source.read(Map.of());
            assertThat(found).containsOnlyKeys(train, web);
            var told = found.get(train);
            assertThat(told)
                    .satisfies(
                            each -> {
                                assertThat(each.runtime()).isEqualTo("containerd");
                                assertThat(each.image()).isEqualTo("registry/cuda:12");
                                assertThat(each.state()).isEqualTo(State.RUNNING);
                                assertThat(each.pid()).isPresent();
                                assertThat(each.cgroup())
                                        .isEqualTo(Optional.of("/k8s.io/" + train));
                                assertThat(each.ownNetwork()).isTrue();
                                assertThat(each.pod())
                                        .contains(new Pod("0b7c", "train-0", "ml", "cuda"));
                                assertThat(each.gpus())
                                        .containsExactly(new GpuRequest.Uuid("GPU-7f3c"));
                            });
            assertThat(found.get(web))
                    .satisfies(
                            each -> {
                                assertThat(each.name()).isEqualTo("web");
                                assertThat(each.ownNetwork()).isFalse();
                                assertThat(each.gpus()).as("nothing reads the variable").isEmpty();
                            });
            assertThat(source.read(found)).isEqualTo(found);

            containerd.ctr("-n", "default", "task", "pause", web);
            assertThat(source.read(found).get(web)).extracting("state").isEqualTo(State.PAUSED);
            containerd.ctr("-n", "default", "task", "resume", web);

            containerd.ctr("-n", "default", "task", "kill", "-s", "KILL", web);
            Eventually.get(
                    Duration.ofSeconds(10),
                    () ->
                            assertThat(source.read(found).get(web))
                                    .satisfiesAnyOf(
                                            each -> assertThat(each).isNull(),
                                            each ->
                                                    assertThat(each)
                                                            .extracting("state")
                                                            .isEqualTo(State.EXITED)));
        }
    }
}
