package io.hypervigil.containers.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.containers.cgroup.CgroupKind.Container;
import io.hypervigil.containers.cgroup.CgroupKind.Machine;
import io.hypervigil.containers.cgroup.CgroupKind.Other;
import io.hypervigil.containers.cgroup.CgroupKind.Payload;
import io.hypervigil.containers.cgroup.CgroupKind.Pod;
import io.hypervigil.containers.cgroup.CgroupKind.QualityOfService;
import io.hypervigil.containers.cgroup.CgroupKind.Unit;
import io.hypervigil.containers.cgroup.CgroupKind.Watcher;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CgroupNameTest {

    private static final String A = "a1".repeat(32);
    private static final String B = "b2".repeat(32);
    private static final String UID = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    private static final String UID_BY_SYSTEMD = UID.replace('-', '_');
    private static final String STATIC_UID = "0123456789abcdef0123456789abcdef";
    private static final String USER = "/user.slice/user-1000.slice/user@1000.service/";

    static Stream<Arguments> paths() {
        return Stream.of(containers(), pods(), others()).flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_path_tells_what_the_group_is(String path, CgroupKind kind) {
        assertThat(CgroupName.of(path)).isEqualTo(kind);
    }

    private static Stream<Arguments> containers() {
        return Stream.of(
                row("/system.slice/docker-" + A + ".scope", container("docker")),
                row(USER + "user.slice/docker-" + A + ".scope", container("docker")),
                row("/my.slice/docker-" + A + ".scope", container("docker")),
                row("/docker/" + A, container("docker")),
                row("/any-parent/" + A, new Container(Optional.empty(), A, Optional.empty())),
                row("/machine.slice/libpod-" + A + ".scope", container("podman")),
                row(USER + "user.slice/libpod-" + A + ".scope", container("podman")),
                row("/libpod_parent/libpod-" + A, container("podman")),
                row(USER + "user.slice/libpod_parent/libpod-" + A, container("podman")),
                row("/system.slice/web.service/libpod-payload-" + A, container("podman")),
                row(
                        "/machine.slice/machine-libpod_pod_" + B + ".slice/libpod-" + A + ".scope",
                        container("podman")),
                row("/system.slice/nerdctl-" + A + ".scope", container("containerd")),
                row("/default/" + A, container("containerd")),
                row(
                        "/default/job.7_x",
                        new Container(Optional.of("containerd"), "job.7_x", Optional.empty())),
                row("/lxc/100", new Container(Optional.of("lxc"), "100", Optional.empty())),
                row("/lxc.payload.w-1", new Container(Optional.of("lxc"), "w-1", Optional.empty())),
                row(
                        "/lxc.payload/web",
                        new Container(Optional.of("lxc"), "web", Optional.empty())));
    }

    private static Stream<Arguments> pods() {
        var burstable = "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod";
        return Stream.of(
                row(
                        burstable + UID_BY_SYSTEMD + ".slice/cri-containerd-" + A + ".scope",
                        new Container(Optional.of("containerd"), A, Optional.of(UID))),
                row(
                        "/kubepods.slice/kubepods-pod" + STATIC_UID + ".slice/crio-" + A + ".scope",
                        new Container(Optional.of("cri-o"), A, Optional.of(STATIC_UID))),
                row(
                        "/kubepods/besteffort/pod" + UID + "/" + A,
                        new Container(Optional.empty(), A, Optional.of(UID))),
                row(
                        "/system.slice/containerd.service/kubepods-burstable-pod"
                                + UID_BY_SYSTEMD
                                + ".slice:cri-containerd:"
                                + A,
                        new Container(Optional.of("containerd"), A, Optional.of(UID))),
                row(
                        burstable + UID_BY_SYSTEMD + ".slice",
                        new Pod(UID, QualityOfService.BURSTABLE)),
                row("/kubepods/besteffort/pod" + UID, new Pod(UID, QualityOfService.BESTEFFORT)),
                row("/kubepods/pod" + UID, new Pod(UID, QualityOfService.GUARANTEED)),
                row(
                        "/kubepods.slice/kubepods-burstable.slice",
                        new Unit("kubepods-burstable.slice")));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                row("/", new Other()),
                row("/docker", new Other()),
                row("/kubepods/burstable", new Other()),
                row("/pod" + UID, new Other()),
                row("/some/folder", new Other()),
                row("/system.slice", new Unit("system.slice")),
                row("/system.slice/ssh.service", new Unit("ssh.service")),
                row("/init.scope", new Unit("init.scope")),
                row("/machine.slice/libpod-" + A + ".scope/container", new Payload()),
                row("/system.slice/docker-" + A + ".scope/init.scope", new Payload()),
                row("/docker/" + A + "/docker/" + B, new Payload()),
                row("/lxc/100/ns", new Payload()),
                row("/machine.slice/libpod-conmon-" + A + ".scope", new Watcher()),
                row("/machine.slice/crio-conmon-" + A + ".scope", new Watcher()),
                row("/lxc.monitor.web", new Watcher()),
                row("/machine.slice/machine-qemu\\x2d1\\x2dvm.scope", new Machine()),
                row("/machine.slice/machine-qemu\\x2d1\\x2dvm.scope/libvirt/vcpu0", new Machine()),
                row("/machine/qemu-7-db.libvirt-qemu/emulator", new Machine()));
    }

    private static CgroupKind container(String runtime) {
        return new Container(Optional.of(runtime), A, Optional.empty());
    }

    private static Arguments row(String path, CgroupKind kind) {
        return Arguments.of(path, kind);
    }
}
