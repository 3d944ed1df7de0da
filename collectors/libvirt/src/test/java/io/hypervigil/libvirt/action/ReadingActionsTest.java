package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.collect.action.Action.Role;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.jna.VirtLibrary;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadingActionsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void require() {
        assumeTrue(VirtLibrary.whyAbsent().isEmpty(), "no libvirt.so.0 here");
    }

    @Test
    void a_connection_that_is_away_hides_no_vm_of_the_others() throws ActionFailure {
        var away = "test+unix:///default?socket=" + folder.resolve("none");
        try (var bed =
                new Bed(new HeldConnections().and("away", away).and("b", "test:///default"))) {
            assertThat(bed.run("vm.list"))
                    .startsWith("unchanged vms=[{vm=test ")
                    .contains("unanswered=[{connection=away why=away: virConnectOpen: ");
            assertThat(bed.failure("vm.list", "connection", "away")).contains("away: virConnect");
        }
    }

    @Test
    void lists_the_vms_of_all_connections_by_name() throws ActionFailure {
        try (var bed =
                new Bed(
                        new HeldConnections()
                                .and("a", TestNode.uri(folder))
                                .and("b", "test:///default"))) {
            assertThat(bed.run("vm.list").replaceAll("uuid=\\S{36} ", ""))
                    .isEqualTo(
                            "unchanged vms=[{vm=00000000-0000-4000-8000-000000000001 connection=a"
                                    + " state=shutoff vcpus=2 vcpus_max=2 memory_bytes=1073741824"
                                    + " memory_max_bytes=1073741824}, {vm=idle connection=a"
                                    + " state=shutoff vcpus=2 vcpus_max=2 memory_bytes=1073741824"
                                    + " memory_max_bytes=1073741824 owner=research}, {vm="
                                    + TestNode.ODD_NAME
                                    + " connection=a state=shutoff vcpus=2 vcpus_max=2"
                                    + " memory_bytes=1073741824 memory_max_bytes=1073741824},"
                                    + " {vm=test connection=a state=running vcpus=2 vcpus_max=4"
                                    + " memory_bytes=2147483648 memory_max_bytes=8589934592}, {vm=test"
                                    + " connection=b state=running vcpus=2 vcpus_max=2"
                                    + " memory_bytes=2147483648 memory_max_bytes=8589934592}]");
            assertThat(bed.run("vm.list", "connection", "b")).doesNotContain("connection=a");
            assertThat(bed.failure("vm.list", "connection", "c")).startsWith("NOT_FOUND: ");
        }
    }

    @Test
    void shows_what_a_vm_does_and_has() throws ActionFailure {
        try (var bed = Bed.on(TestNode.uri(folder))) {
            assertThat(bed.run("vm.show", "vm", "idle"))
                    .isEqualTo(
                            "unchanged vm=idle state=shutoff persistent=true autostart=false"
                                    + " managed_save=false vcpus=2 vcpus_max=2"
                                    + " memory_bytes=1073741824 memory_max_bytes=1073741824"
                                    + " owner=research disks=[{target=vda device=disk"
                                    + " source=/disks/idle.qcow2 format=qcow2 bus=virtio"
                                    + " read_only=false}] interfaces=[{mac=52:54:00:00:00:01"
                                    + " type=bridge source=br0 target=testnet0 model=virtio}] gpus=[0000:3b:00.0]");
        }
    }

    @Test
    void the_description_is_for_administrators() throws ActionFailure {
        try (var bed = Bed.on(TestNode.uri(folder))) {
            assertThat(bed.action("vm.xml").role()).isEqualTo(Role.ADMIN);
            assertThat(bed.run("vm.xml", "vm", "idle")).contains("xml=<domain type='test'>");
            assertThat(bed.run("vm.xml", "vm", "test", "inactive", true))
                    .contains("xml=<domain type='test'>");
        }
    }
}
