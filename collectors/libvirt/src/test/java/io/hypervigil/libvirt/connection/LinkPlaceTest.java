package io.hypervigil.libvirt.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkPlaceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qemu:///system",
                "qemu:///session?socket=/run/user/1000/libvirt/libvirt-sock",
                "qemu+unix:///system?socket=/run/libvirt/virtqemud-sock",
                "test:///default",
                "lxc:///"
            })
    void a_uri_that_names_no_host_is_of_this_one(String uri) {
        assertThat(LinkPlace.isLocal(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qemu+ssh://root@kvm-1.example.org/system",
                "qemu+ssh://root@kvm_1/system",
                "qemu+tcp://[2001:db8::7]:16509/system",
                "qemu://kvm/system?no_verify=1"
            })
    void a_uri_that_names_a_host_is_of_another(String uri) {
        assertThat(LinkPlace.isLocal(uri)).isFalse();
    }

    @Test
    void pids_are_noted_by_the_system_and_beside_the_socket_of_a_session() {
        assertThat(LinkPlace.pidFolders(LinkTarget.LOCAL)).containsExactly("run/libvirt/qemu");
        assertThat(LinkPlace.pidFolders(target("qemu:///session?socket=/run/user/7/libvirt/s")))
                .containsExactly("run/libvirt/qemu", "run/user/7/libvirt/qemu/run");
        assertThat(
                        LinkPlace.pidFolders(
                                target("qemu:///session?mode=direct&socket=/srv/l/libvirt-sock")))
                .containsExactly("run/libvirt/qemu", "srv/l/qemu/run");
        assertThat(LinkPlace.pidFolders(target("qemu:///session?socket=libvirt-sock")))
                .containsExactly("run/libvirt/qemu");
    }

    @Test
    void the_admin_interface_is_beside_the_socket_of_the_daemon(@TempDir Path folder)
            throws IOException {
        assertThat(LinkPlace.adminSocket(LinkTarget.LOCAL, folder))
                .contains(folder.resolve("libvirt-admin-sock"));
        Files.createFile(folder.resolve("virtqemud-sock"));
        assertThat(LinkPlace.adminSocket(LinkTarget.LOCAL, folder))
                .contains(folder.resolve("virtqemud-admin-sock"));
        assertThat(LinkPlace.adminSocket(target("lxc:///"), folder))
                .contains(folder.resolve("libvirt-admin-sock"));
        assertThat(
                        LinkPlace.adminSocket(
                                target("qemu:///session?socket=/a%20b/virtqemud-sock-ro"), folder))
                .contains(Path.of("/a b/virtqemud-admin-sock"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test:///default",
                "qemu:///session",
                "qemu+ssh://kvm/system",
                "qemu:///system?socket=/run/proxy.sock"
            })
    void nobody_knows_of_an_admin_interface_elsewhere(String uri) {
        assertThat(LinkPlace.adminSocket(target(uri))).isEmpty();
    }

    private static LinkTarget target(String uri) {
        return new LinkTarget(Optional.empty(), uri);
    }
}
