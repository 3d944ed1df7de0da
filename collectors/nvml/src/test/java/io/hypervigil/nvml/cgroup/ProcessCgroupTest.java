package io.hypervigil.nvml.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.nvml.cgroup.CgroupOwner.Container;
import io.hypervigil.nvml.cgroup.CgroupOwner.Engine;
import io.hypervigil.nvml.cgroup.CgroupOwner.Job;
import io.hypervigil.nvml.cgroup.CgroupOwner.Machine;
import io.hypervigil.nvml.cgroup.CgroupOwner.Pod;
import io.hypervigil.nvml.cgroup.CgroupOwner.Unit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcessCgroupTest {

    private static final String A = "a1".repeat(32);
    private static final String B = "b2".repeat(32);
    private static final String UID = "5e0b3c1d-8a3f-4c55-9d6e-0123456789ab";
    private static final String SLICED_UID = "5e0b3c1d_8a3f_4c55_9d6e_0123456789ab";
    private static final String STATIC_UID = "0123456789abcdef0123456789abcdef";
    private static final String BURSTABLE =
            "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod";

    static Stream<Arguments> paths() {
        return Stream.of(
                // Docker
                row("/system.slice/docker-" + A + ".scope", container(Engine.DOCKER, A)),
                row("/docker/" + A, container(Engine.DOCKER, A)),
                row("/my.slice/docker-" + A + ".scope/inner", container(Engine.DOCKER, A)),
                row("/docker/" + A + "/docker/" + B, container(Engine.DOCKER, A)),
                row("/ecs/task-1/" + A, container(Engine.UNKNOWN, A)),
                row(
                        "/ecs/task/0123456789abcdef0123456789abcdef-4242",
                        container(Engine.UNKNOWN, "0123456789abcdef0123456789abcdef-4242")),
                row(
                        "/garden/0badcafe-1111-2222-3333-4444",
                        container(Engine.UNKNOWN, "0badcafe-1111-2222-3333-4444")),
                // containerd
                row(
                        "/system.slice/cri-containerd-" + A + ".scope",
                        container(Engine.CONTAINERD, A)),
                row("/k8s.io/" + A, container(Engine.CONTAINERD, A)),
                row("/default/redis", container(Engine.CONTAINERD, "redis")),
                row("/my-namespace/job.7_x", container(Engine.CONTAINERD, "job.7_x")),
                row("/system.slice/nerdctl-" + A + ".scope", container(Engine.CONTAINERD, A)),
                // Kubernetes
                row(
                        BURSTABLE + SLICED_UID + ".slice/cri-containerd-" + A + ".scope",
                        pod(UID, Optional.of(A))),
                row("/kubepods/besteffort/pod" + UID + "/" + A, pod(UID, Optional.of(A))),
                row("/kubepods/pod" + UID, pod(UID, Optional.empty())),
                row(
                        "/kubepods.slice/kubepods-pod" + STATIC_UID + ".slice/" + A,
                        pod(STATIC_UID, Optional.of(A))),
                row(
                        "/system.slice/containerd.service/kubepods-burstable-pod"
                                + SLICED_UID
                                + ".slice:cri-containerd:"
                                + A,
                        pod(UID, Optional.of(A))),
                row(
                        BURSTABLE + SLICED_UID + ".slice/crio-" + A + ".scope/container",
                        pod(UID, Optional.of(A))),
                row(
                        BURSTABLE + SLICED_UID + ".slice/crio-conmon-" + A + ".scope",
                        pod(UID, Optional.empty())),
                // a node of kind: this host knows the container that it is
                row(
                        "/docker/" + A + "/kubelet.slice/kubepods/pod" + UID + "/" + B,
                        container(Engine.DOCKER, A)),
                // CRI-O and Podman
                row("/machine.slice/crio-" + A + ".scope", container(Engine.CRIO, A)),
                row("/machine.slice/libpod-" + A + ".scope", container(Engine.PODMAN, A)),
                row("/machine.slice/libpod-" + A + ".scope/init", container(Engine.PODMAN, A)),
                row("/libpod_parent/libpod-" + A, container(Engine.PODMAN, A)),
                row(
                        "/machine.slice/machine-libpod_pod_" + B + ".slice/libpod-" + A + ".scope",
                        container(Engine.PODMAN, A)),
                row(
                        "/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-"
                                + A
                                + ".scope",
                        container(Engine.PODMAN, A)),
                row("/system.slice/web.service/libpod-payload-" + A, container(Engine.PODMAN, A)),
                // LXC and Incus
                row("/lxc.payload.web-1", container(Engine.LXC, "web-1")),
                row("/lxc.payload/web-1", container(Engine.LXC, "web-1")),
                row(
                        "/lxc.payload.web.x_y/system.slice/docker-" + A + ".scope",
                        container(Engine.LXC, "web.x_y")),
                row("/lxc/100/ns/init.scope", container(Engine.LXC, "100")),
                // libvirt
                row(
                        "/machine.slice/machine-qemu\\x2d3\\x2dweb1.scope/libvirt/vcpu0",
                        new Machine("web1")),
                row(
                        "/machine.slice/machine-qemu\\x2d12\\x2dmy\\x2d9\\x2dvm.scope",
                        new Machine("my-9-vm")),
                row(
                        "/machine.slice/machine-qemu\\x2d1\\x2dgr\\xc3\\xbcn.scope/libvirt/emulator",
                        new Machine("grün")),
                row("/machine.slice/machine-qemu\\x2dold.scope", new Machine("old")),
                row("/machine/qemu-7-db-1.libvirt-qemu/vcpu3", new Machine("db-1")),
                row("/machine/lab.partition/db.libvirt-qemu", new Machine("db")),
                row("/machine.slice/machine-qemu\\x2d3\\x2da\\xz.scope", new Machine("a\\xz")),
                // slurm
                row(
                        "/system.slice/slurmstepd.scope/job_4711/step_0/user/task_0",
                        new Job("4711", Optional.of("0"))),
                row(
                        "/slurm_node7/uid_1000/job_4711/step_batch",
                        new Job("4711", Optional.of("batch"))),
                row("/slurm/uid_1000/job_4711", new Job("4711", Optional.empty())),
                row("/system.slice/n1_slurmstepd.scope/job_1", new Job("1", Optional.empty())),
                // systemd
                row("/system.slice/nginx.service", unit("nginx.service")),
                row(
                        "/system.slice/system-getty.slice/getty@tty1.service",
                        unit("getty@tty1.service")),
                row("/system.slice/a.service/payload/b.service", unit("a.service")),
                row("/user.slice/user-1000.slice/session-3.scope", unit("session-3.scope")),
                row(
                        "/user.slice/user-1000.slice/user@1000.service/app.slice/jupyter.service",
                        new Unit("user@1000.service/jupyter.service", "jupyter.service")),
                row(
                        "/user.slice/user-1000.slice/user@1000.service/init.scope",
                        unit("user@1000.service")),
                row("/../../docker-" + A + ".scope", container(Engine.DOCKER, A)),
                row("/system.slice/nginx.service (deleted)", unit("nginx.service")));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_path_tells_its_owner(String path, CgroupOwner owner) {
        assertThat(ProcessCgroup.parse("0::" + path + "\n").owner()).contains(owner);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/init.scope",
                "/..",
                "/../..",
                "/user.slice",
                "/user/1000",
                "/machine.slice/libpod-conmon-%s.scope",
                "/machine.slice/crio-conmon-%s.scope",
                "/lxc.monitor.web",
                "/lxc.monitor/web",
                "/lxc.payload.",
                "/docker",
                "/slurm/job_",
                "/jobs/job_1/step_0",
                "/kubepods/podcast",
                "/kubepods/pod0123",
                "/one"
            })
    void what_is_nobodys_has_no_owner(String path) {
        assertThat(ProcessCgroup.parse("0::" + path.replace("%s", A)).owner()).isEmpty();
    }

    @Test
    void any_line_of_version_1_may_tell_and_a_container_goes_before_a_unit() {
        var cgroup =
                ProcessCgroup.parse(
                        """
                        12:perf_event:/
                        11:cpu,cpuacct:/docker/%s
                        10:name=with:colon:/odd:path
                        1:name=systemd:/system.slice/docker.service
                        0::/system.slice/docker.service
                        """
                                .replace("%s", A));

        assertThat(cgroup.owner()).contains(container(Engine.DOCKER, A));
        assertThat(cgroup.paths())
                .containsExactly("/", "/docker/" + A, "/system.slice/docker.service");
    }

    @Test
    void a_path_lies_within_itself_and_its_parents_and_not_beside_them() {
        var cgroup = new ProcessCgroup(List.of("/docker/abc/inner"), Optional.empty());

        assertThat(cgroup.isWithin("/docker/abc")).isTrue();
        assertThat(cgroup.isWithin("/docker/abc/inner")).isTrue();
        assertThat(cgroup.isWithin("/docker/abc/")).isTrue();
        assertThat(cgroup.isWithin("/docker/ab")).isFalse();
        assertThat(cgroup.isWithin("/")).isTrue();
    }

    @Property
    void no_text_is_too_odd(@ForAll("texts") String text) {
        assertThat(ProcessCgroup.parse(text)).isNotNull();
        assertThat(MachineName.unescaped(text)).isNotNull();
        assertThat(ProcessStat.parse(text)).isNotNull();
    }

    @Provide
    Arbitrary<String> texts() {
        var words =
                Arbitraries.of(
                        "0::/",
                        "1:cpu:/",
                        "/",
                        "\n",
                        ":",
                        "machine-qemu\\x2d",
                        "\\x2d",
                        "\\x",
                        ".scope",
                        ".slice",
                        ".service",
                        "kubepods",
                        "pod" + UID,
                        "docker",
                        A,
                        "-",
                        "lxc.payload.",
                        "lxc",
                        "job_",
                        "step_",
                        "slurm",
                        ".libvirt-qemu",
                        "(",
                        ")",
                        " ",
                        "9".repeat(30),
                        "\ud800",
                        "..");
        var built = words.list().ofMaxSize(12).map(list -> String.join("", list));
        return Arbitraries.oneOf(built, Arbitraries.strings());
    }

    private static Arguments row(String path, CgroupOwner owner) {
        return Arguments.of(path, owner);
    }

    private static CgroupOwner container(Engine engine, String id) {
        return new Container(engine, id);
    }

    private static CgroupOwner pod(String uid, Optional<String> container) {
        return new Pod(uid, container);
    }

    private static CgroupOwner unit(String name) {
        return new Unit(name, name);
    }
}
