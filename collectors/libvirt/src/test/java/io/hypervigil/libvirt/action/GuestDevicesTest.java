package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On guests of QEMU that wait: none of them lets go of a device that it has. */
final class GuestDevicesTest {

    /** Without it nothing can be plugged into what runs. */
    private static final String ACPI = "<features><acpi/></features>";

    private static final String GPU = "GPU-11111111-2222-3333-4444-555555555555";

    @SuppressWarnings("NullAway.Init")
    private static PrivateLibvirtd daemon;

    @SuppressWarnings("NullAway.Init")
    private static Bed bed;

    @BeforeAll
    static void start() {
        daemon = PrivateLibvirtd.start();
        bed = Bed.on(daemon.uri());
    }

    @AfterAll
    static void end() {
        if (bed != null) {
            bed.close();
        }
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    void a_disk_is_plugged_in_and_out() throws ActionFailure {
        daemon.runPaused(Guest.named("disks").with(ACPI));
        daemon.define(Guest.named("other"));
        var disk = daemon.disk("data <&'.qcow2").toString();

        assertThat(bed.dryRun("vm.attach-disk", "vm", "disks", "file", disk, "format", "qcow2"))
                .startsWith("changed vm=disks old={live=[] config=[]} calls=[")
                .contains("virDomainAttachDeviceFlags(disks, <disk ")
                .endsWith(", LIVE|CONFIG)]");
        assertThat(bed.run("vm.attach-disk", "vm", "disks", "file", disk, "format", "qcow2"))
                .contains(
                        "new={live=[{target=vda device=disk source="
                                + disk
                                + " format=qcow2 bus=virtio read_only=false}] config=[{target=vda"
                                + " device=disk source="
                                + disk
                                + " format=qcow2 bus=virtio read_only=false}]}");
        assertThat(bed.run("vm.attach-disk", "vm", "disks", "file", disk, "format", "qcow2"))
                .startsWith("unchanged vm=disks");
        assertThat(bed.failure("vm.attach-disk", "vm", "other", "file", disk, "format", "qcow2"))
                .isEqualTo(
                        "CONFLICT: "
                                + disk
                                + " is in use by vm disks; vm.detach-disk takes it away there;"
                                + " read_only=true shares it");
        assertThat(bed.run("vm.detach-disk", "vm", "disks", "disk", "vda"))
                .startsWith("changed vm=disks old={live=[{target=vda ")
                .contains(" config=[]}")
                .endsWith("note=a guest that runs keeps it until it lets go");
        assertThat(bed.run("vm.detach-disk", "vm", "disks", "disk", "vdz"))
                .startsWith("unchanged vm=disks");
    }

    @Test
    void a_disk_that_makes_no_sense_is_refused() {
        daemon.define(Guest.named("refusing"));

        for (String file : new String[] {"disk.qcow2", "/a/../b", "/a\nb", ""}) {
            assertThat(
                            bed.failure(
                                    "vm.attach-disk",
                                    "vm",
                                    "refusing",
                                    "file",
                                    file,
                                    "format",
                                    "raw"))
                    .startsWith("INVALID: file: an absolute path without '..' expected");
        }
        assertThat(
                        bed.failure(
                                "vm.attach-disk",
                                "vm",
                                "refusing",
                                "file",
                                "/nowhere",
                                "format",
                                "raw",
                                "target",
                                "v'da"))
                .startsWith("INVALID: target: 'v'da' is no name of a disk, or taken");
        assertThat(
                        bed.failure(
                                "vm.attach-disk",
                                "vm",
                                "refusing",
                                "file",
                                "/nowhere",
                                "format",
                                "raw",
                                "scope",
                                "live"))
                .startsWith("CONFLICT: refusing does not run");
    }

    @Test
    void a_network_card_is_plugged_in_and_out() throws ActionFailure {
        daemon.runPaused(Guest.named("cards").with(ACPI));

        assertThat(
                        bed.run(
                                "vm.attach-network",
                                "vm",
                                "cards",
                                "network",
                                "user",
                                "mac",
                                "52:54:00:AA:bb:01"))
                .contains("config=[{mac=52:54:00:aa:bb:01 type=user model=virtio}]");
        assertThat(
                        bed.run(
                                "vm.attach-network",
                                "vm",
                                "cards",
                                "network",
                                "user",
                                "mac",
                                "52:54:00:aa:bb:01"))
                .startsWith("unchanged");
        assertThat(
                        // Not live: libvirt waits 5 s for a guest to let go.
                        bed.run(
                                "vm.detach-network",
                                "vm",
                                "cards",
                                "mac",
                                "52:54:00:aa:bb:01",
                                "scope",
                                "config"))
                .contains("config=[]}");
        assertThat(
                        bed.failure(
                                "vm.attach-network",
                                "vm",
                                "cards",
                                "network",
                                "network:none-such",
                                "mac",
                                "52:54:00:aa:bb:02",
                                "scope",
                                "live"))
                .startsWith("NOT_FOUND: cards: virDomainAttachDeviceFlags: ");
        assertThat(
                        bed.failure(
                                "vm.attach-network",
                                "vm",
                                "cards",
                                "network",
                                "user",
                                "mac",
                                "53:54:00:aa:bb:02"))
                .startsWith("INVALID: mac: an address of one card expected");
    }

    @Test
    void a_gpu_goes_to_one_vm_and_to_nobody_else() throws ActionFailure {
        daemon.define(Guest.named("gpu1"));
        daemon.define(Guest.named("gpu2"));
        bed.facts()
                .publish(
                        "nvml",
                        List.of(
                                new Fact.Gpu(Optional.of(GPU), OptionalInt.of(0), "0000:3b:00.0"),
                                new Fact.Gpu(
                                        Optional.of("GPU-2"), OptionalInt.of(1), "0000:86:00.0")));
        bed.facts()
                .publish(
                        "containers",
                        List.of(
                                new Fact.Claim(
                                        new Fact.Owner(Fact.OwnerType.CONTAINER, "c0", "train"),
                                        new Fact.Device.GpuIndex(1),
                                        Fact.Basis.RUNNING,
                                        OptionalDouble.empty())));

        assertThat(bed.run("vm.attach-gpu", "vm", "gpu1", "gpu", GPU))
                .contains("old={config=[]} new={config=[0000:3b:00.0]}");
        assertThat(bed.run("vm.attach-gpu", "vm", "gpu1", "gpu", "3B:00.0"))
                .isEqualTo("unchanged vm=gpu1 old={config=[0000:3b:00.0]}");
        assertThat(bed.failure("vm.attach-gpu", "vm", "gpu2", "gpu", GPU))
                .isEqualTo(
                        "CONFLICT: 0000:3b:00.0 is claimed by vm gpu1; vm.detach-gpu takes it away"
                                + " from a VM; a container has to be stopped");
        assertThat(bed.failure("vm.attach-gpu", "vm", "gpu2", "gpu", "0000:86:00.0"))
                .startsWith("CONFLICT: 0000:86:00.0 is claimed by container train;");
        assertThat(bed.failure("vm.attach-gpu", "vm", "gpu2", "gpu", "GPU-none"))
                .startsWith("NOT_FOUND: no GPU of this host is known as GPU-none;");
        assertThat(bed.failure("vm.attach-gpu", "vm", "gpu2", "gpu", "../../dev"))
                .startsWith("INVALID: gpu: ");
        assertThat(bed.run("vm.detach-gpu", "vm", "gpu1", "gpu", GPU))
                .contains("old={config=[0000:3b:00.0]} new={config=[]}");
        assertThat(bed.run("vm.detach-gpu", "vm", "gpu1", "gpu", GPU)).startsWith("unchanged");
        assertThat(bed.run("vm.attach-gpu", "vm", "gpu2", "gpu", GPU)).startsWith("changed");
    }

    @Test
    void a_mediated_device_is_given_by_its_uuid() throws ActionFailure {
        daemon.define(Guest.named("mdev"));
        var uuid = "4b20d080-1b54-4048-85b3-a6a62d165c01";

        assertThat(bed.run("vm.attach-gpu", "vm", "mdev", "gpu", uuid))
                .contains("new={config=[" + uuid + "]}");
        assertThat(bed.run("vm.detach-gpu", "vm", "mdev", "gpu", uuid.toUpperCase(Locale.ROOT)))
                .contains("new={config=[]}");
    }

    @Test
    void memory_goes_as_the_balloon_does() throws ActionFailure {
        daemon.runPaused(Guest.named("memory"));

        assertThat(bed.run("vm.set-memory", "vm", "memory", "size", 8L << 20))
                .contains("config_bytes=8388608}")
                .contains("calls=[virDomainSetMemoryFlags(memory, 8192, LIVE|CONFIG)]")
                .endsWith(
                        "note=a guest gives memory back, or takes it, as its balloon driver does");
        assertThat(bed.failure("vm.set-memory", "vm", "memory", "size", 1L << 30))
                .startsWith(
                        "INVALID: memory as it runs can have 1024 to 16777216 bytes of memory;");
    }
}
