package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import io.hypervigil.libvirt.image.BootImage;
import io.hypervigil.libvirt.image.ImageCache;
import io.hypervigil.libvirt.image.ImageRequest;
import io.hypervigil.libvirt.quota.QuotaLimits;
import io.hypervigil.libvirt.quota.QuotaSettings;
import io.hypervigil.libvirt.quota.Quotas;
import io.hypervigil.libvirt.template.DiskBus;
import io.hypervigil.libvirt.template.Firmware;
import io.hypervigil.libvirt.template.Hypervisor;
import io.hypervigil.libvirt.template.Machine;
import io.hypervigil.libvirt.template.NetworkLink;
import io.hypervigil.libvirt.template.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** VMs on QEMU that are made by templates, from an image of one boot sector. */
final class CreatingActionsTest {

    @SuppressWarnings("NullAway.Init")
    private static PrivateLibvirtd daemon;

    @SuppressWarnings("NullAway.Init")
    private static ImageCache images;

    @SuppressWarnings("NullAway.Init")
    private static Path disks;

    @SuppressWarnings("NullAway.Init")
    private static Bed bed;

    @BeforeAll
    static void start() throws IOException {
        daemon = PrivateLibvirtd.start();
        var folder = daemon.folder().toRealPath();
        disks = folder.resolve("disks");
        var connections = new HeldConnections().and("local", daemon.uri());
        images =
                ImageCache.open(
                        BootImage.settings(folder),
                        folder.resolve("images"),
                        InstantSource.system(),
                        new DomainDisks(connections, List.of("local")));
        var image = BootImage.in(folder);
        var accounting =
                new Accounting(
                        new FactBoard(), FileTree.at(Files.createDirectory(folder.resolve("sys"))));
        bed =
                new Bed(connections)
                        .with(
                                new VmActionSettings(
                                        List.of(),
                                        List.of(folder.toString()),
                                        Duration.ofSeconds(30)))
                        .with(
                                new Provisions(
                                        Map.of(
                                                "boot", template("boot", Optional.of(image)),
                                                "empty", template("empty", Optional.empty())),
                                        () -> Optional.of(images),
                                        accounting,
                                        new Quotas(
                                                quotas(),
                                                new DomainHoldings(connections, accounting),
                                                InstantSource.system()),
                                        Optional.of(folder),
                                        InstantSource.system()));
    }

    @AfterAll
    static void end() throws IOException {
        if (bed != null) {
            bed.close();
        }
        if (images != null) {
            images.close();
        }
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    void a_vm_is_made_from_an_image_and_boots() throws Exception {
        assertThat(
                        bed.dryRun("vm.create", "name", "web-1", "template", "boot")
                                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID")
                                .replaceAll("[0-9a-f]{64}", "SHA"))
                .isEqualTo(
                        "changed vm=web-1 owner=test calls=[image SHA from file://"
                                + daemon.folder().toRealPath()
                                + "/boot.img, overlay "
                                + disks
                                + "/UUID-0.qcow2, 4194304 bytes on SHA, seed "
                                + disks
                                + "/UUID.iso, virDomainDefineXMLFlags(web-1, VALIDATE),"
                                + " virDomainCreateWithFlags(web-1, 0)]");
        assertThat(files()).isEmpty();
        var made =
                bed.run(
                        "vm.create",
                        "name",
                        "web-1",
                        "template",
                        "boot",
                        "stopped",
                        true,
                        "owner",
                        "ada",
                        "user",
                        "ada",
                        "disks",
                        List.of(1 << 20));

        assertThat(made).startsWith("changed vm=web-1 owner=ada new=shutoff calls=[image ");
        assertThat(files()).hasSize(3);
        // Here the daemon has not the right to take files over, as the system's has.
        for (Path file : files()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        assertThat(bed.run("vm.start", "vm", "web-1")).contains("new=running (booted)");
        Eventually.get(
                Duration.ofSeconds(20),
                () ->
                        assertThat(bed.run("vm.console-log", "vm", "web-1"))
                                .containsPattern("/web-1-[0-9a-f-]{36}\\.log lines=\\[HV]"));
        assertThat(bed.run("vm.show", "vm", "web-1")).contains("owner=ada disks=[{target=vda ");
        assertThat(bed.run("vm.create", "name", "web-1", "template", "boot", "owner", "ada"))
                .isEqualTo("unchanged vm=web-1 owner=ada note=it was made by this template before");
        assertThat(bed.failure("vm.create", "name", "web-1", "template", "empty"))
                .isEqualTo("CONFLICT: there is a VM called web-1; take another name");
        assertThat(
                        bed.failure(
                                "vm.create",
                                "name",
                                "web-2",
                                "template",
                                "boot",
                                "owner",
                                "ada",
                                "memory",
                                64L << 20))
                .isEqualTo(
                        "QUOTA: quota of ada: memory bytes: 16777216 used, 67108864 asked for,"
                                + " 67108864 allowed; ask for less, remove machines, or raise"
                                + " collectors.libvirt.quotas");
        assertThat(bed.failure("vm.clone", "vm", "web-1", "name", "web-3"))
                .startsWith("CONFLICT: web-1 is running");
        bed.run("vm.destroy", "vm", "web-1");
        assertThat(bed.run("vm.undefine", "vm", "web-1", "storage", true)).contains("deleted=[");
        assertThat(files()).isEmpty();
    }

    /** A real pool of a folder; its volumes are the daemon's own, which it can start from. */
    @Test
    void disks_are_volumes_of_a_storage_pool_and_go_with_the_vm() throws Exception {
        var pool = daemon.folder().toRealPath().resolve("a pool & more");
        var description = daemon.folder().resolve("pool.xml");
        Files.writeString(
                description,
                "<pool type='dir'><name>vms</name><target><path>"
                        + pool.toString().replace("&", "&amp;")
                        + "</path></target></pool>");
        daemon.virsh("pool-create", description.toString(), "--build");

        assertThat(
                        bed.dryRun(
                                        "vm.create",
                                        "name",
                                        "pooled",
                                        "template",
                                        "boot",
                                        "pool",
                                        "vms",
                                        "disks",
                                        List.of(1 << 20))
                                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID")
                                .replaceAll("[0-9a-f]{64}", "SHA"))
                .contains(
                        "virStorageVolCreateXML(vms, UUID-0.qcow2, 4194304 bytes on SHA),"
                                + " virStorageVolCreateXML(vms, UUID-1.qcow2, 1048576 bytes), seed ");
        assertThat(daemon.virsh("vol-list", "vms")).doesNotContain("qcow2");

        assertThat(
                        bed.run(
                                "vm.create",
                                "name",
                                "pooled",
                                "template",
                                "boot",
                                "stopped",
                                true,
                                "pool",
                                "vms",
                                "disks",
                                List.of(1 << 20)))
                .startsWith("changed vm=pooled owner=test new=shutoff calls=[image ");
        assertThat(daemon.virsh("vol-list", "vms")).contains("-0.qcow2").contains("-1.qcow2");
        assertThat(bed.run("vm.show", "vm", "pooled")).contains(pool + "/");
        for (Path file : files()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        assertThat(bed.run("vm.start", "vm", "pooled")).contains("new=running (booted)");
        var image = images.all().getFirst().digest();
        assertThat(images.standingOn(image)).hasSize(1).allMatch(file -> file.startsWith(pool));

        bed.run("vm.destroy", "vm", "pooled");
        assertThat(bed.run("vm.undefine", "vm", "pooled", "storage", true))
                .contains("virStorageVolDelete(" + pool);
        assertThat(daemon.virsh("vol-list", "vms")).doesNotContain("qcow2");
        assertThat(images.standingOn(image)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void volumes_are_taken_back_where_the_start_fails() throws Exception {
        var pool = daemon.folder().toRealPath().resolve("short-lived");
        daemon.virsh("pool-create-as", "short", "dir", "--target", pool.toString(), "--build");

        assertThat(
                        bed.failure(
                                        "vm.create",
                                        "name",
                                        "lost",
                                        "template",
                                        "empty",
                                        "pool",
                                        "short",
                                        "network",
                                        "network:nowhere")
                                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID"))
                .startsWith("NOT_FOUND: UUID: virDomainCreateWithFlags: ")
                .contains("; taken back: the definition of lost, volume UUID-0.qcow2 of short; ");
        assertThat(daemon.virsh("vol-list", "short")).doesNotContain("qcow2");
    }

    @Test
    void a_pool_that_cannot_have_the_disks_is_refused() throws Exception {
        daemon.virsh("pool-define-as", "stopped", "dir", "--target", "/nowhere");

        assertThat(bed.failure("vm.create", "name", "x", "template", "empty", "pool", "none"))
                .isEqualTo(
                        "NOT_FOUND: no storage pool is called 'none'; virsh pool-list --all shows"
                                + " those that there are");
        assertThat(bed.failure("vm.create", "name", "x", "template", "empty", "pool", "stopped"))
                .isEqualTo(
                        "CONFLICT: the storage pool stopped is not active; virsh pool-start starts"
                                + " it");
        assertThat(
                        bed.failure(
                                "vm.create",
                                "name",
                                "x",
                                "template",
                                "empty",
                                "pool",
                                "stopped",
                                "folder",
                                disks.toString()))
                .isEqualTo("INVALID: a folder or a pool expected, not both; leave one of them out");
    }

    @Test
    void what_was_made_is_taken_back_where_the_start_fails() throws Exception {
        // A network that nobody knows is noticed by libvirt only then.
        assertThat(
                        bed.failure(
                                        "vm.create",
                                        "name",
                                        "lost",
                                        "template",
                                        "empty",
                                        "network",
                                        "network:nowhere")
                                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID"))
                .startsWith("NOT_FOUND: UUID: virDomainCreateWithFlags: ")
                .contains("; taken back: the definition of lost, " + disks + "/UUID-0.qcow2; ");
        assertThat(bed.failure("vm.show", "vm", "lost")).startsWith("NOT_FOUND: ");
        assertThat(files()).isEmpty();
    }

    @Test
    void what_makes_no_sense_is_refused_and_nothing_is_made() throws Exception {
        assertThat(bed.failure("vm.create", "name", "x"))
                .isEqualTo(
                        "INVALID: a template or a description expected, one of them; there are the"
                                + " templates boot, empty");
        assertThat(bed.failure("vm.create", "name", "x", "template", "none"))
                .isEqualTo("NOT_FOUND: no template is called 'none'; there are: boot, empty");
        assertThat(bed.failure("vm.create", "name", "../x", "template", "empty"))
                .startsWith("INVALID: name: ");
        assertThat(bed.failure("vm.create", "name", "x", "template", "empty", "folder", "/etc"))
                .startsWith("NOT_PERMITTED: folder: /etc is no folder of disks");
        assertThat(
                        bed.failure(
                                "vm.create",
                                GivenCall.of(false, "name", "x", "template", "empty")
                                        .cancelledAfter(0)))
                .startsWith("CANCELLED: x: its making was cancelled");
        var huge = GivenCall.of(true, "name", "x", "template", "boot", "disk", 1L << 49);
        assertThat(bed.failure("vm.create", huge))
                .startsWith("INVALID: a disk of 562949953421312 bytes: from 1 to ");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_gpu_that_another_vm_has_is_refused() throws Exception {
        daemon.define(
                Guest.named("holder")
                        .withDevice(
                                "<hostdev mode='subsystem' type='pci'><source><address bus='0x3b'"
                                        + " slot='0'/></source></hostdev>"));

        assertThat(
                        bed.failure(
                                "vm.create",
                                "name",
                                "x",
                                "template",
                                "empty",
                                "gpus",
                                List.of("0000:3b:00.0")))
                .startsWith("CONFLICT: 0000:3b:00.0 is claimed by vm holder;");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_vm_made_here_is_cloned_with_disks_on_the_same_image() throws Exception {
        var image = BootImage.in(daemon.folder().toRealPath()).digest();
        bed.run(
                "vm.create",
                "name",
                "dolly-0",
                "template",
                "boot",
                "owner",
                "eve",
                "stopped",
                true);
        int before = images.standingOn(image).size();

        assertThat(
                        bed.failure(
                                "vm.clone",
                                GivenCall.of(false, "vm", "dolly-0", "name", "dolly-1")
                                        .cancelledAfter(1)))
                .startsWith("CANCELLED: dolly-0: cloning was cancelled");
        assertThat(images.standingOn(image)).hasSize(before);
        var call = GivenCall.of(false, "vm", "dolly-0", "name", "dolly-1");
        assertThat(Bed.text(bed.run("vm.clone", call)))
                .containsPattern(
                        "calls=\\[copy " + disks + "/\\S+-vda.qcow2 of " + disks + "/\\S+,");
        assertThat(call.steps()).first().asString().startsWith("0 % copying ");
        assertThat(call.steps()).last().asString().startsWith("50 % copying ");
        assertThat(images.standingOn(image)).hasSize(before + 1);
        bed.run("vm.undefine", "vm", "dolly-0", "storage", true);
        for (Path file : files()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        assertThat(bed.run("vm.start", "vm", "dolly-1")).contains("new=running (booted)");
        assertThat(bed.failure("vm.clone", "vm", "dolly-1", "name", "dolly-2"))
                .startsWith("CONFLICT: dolly-1 is running (booted): its disks change");
        bed.run("vm.destroy", "vm", "dolly-1");

        assertThat(bed.run("vm.clone", "vm", "dolly-1", "name", "dolly-2", "overlay", true))
                .contains("calls=[overlay " + disks);
        assertThat(bed.failure("vm.start", "vm", "dolly-1"))
                .contains(" is in use by vm dolly-2 (a disk of it stands on this); ");
        assertThat(bed.run("vm.undefine", "vm", "dolly-1", "storage", true))
                .contains("why=in use by vm dolly-2 (a disk of it stands on this)");
        bed.run("vm.undefine", "vm", "dolly-2", "storage", true);
        for (Path file : files()) {
            Files.delete(file);
        }
    }

    @Test
    void what_snapshots_left_below_a_disk_goes_with_the_vm() throws Exception {
        bed.run(
                "vm.create",
                "name",
                "layered",
                "template",
                "boot",
                "owner",
                "ida",
                "stopped",
                true);
        Files.setPosixFilePermissions(disks, PosixFilePermissions.fromString("rwxrwxrwx"));
        for (Path file : files()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        bed.run("vm.snapshot-create", "vm", "layered", "snapshot", "one", "disk_only", true);
        assertThat(bed.run("vm.show", "vm", "layered")).containsPattern("source=\\S+-0.one ");
        assertThat(files()).hasSize(3);

        assertThat(bed.run("vm.undefine", "vm", "layered", "storage", true))
                .containsPattern("deleted=\\[\\S+-0.one, \\S+-0.qcow2, \\S+.iso]");
        assertThat(files()).isEmpty();
    }

    @Test
    void an_image_that_machines_of_others_stand_on_is_neither_written_to_nor_removed()
            throws Exception {
        var request = BootImage.in(daemon.folder().toRealPath());
        bed.run("vm.create", "name", "fetching", "template", "boot", "stopped", true);
        bed.run("vm.undefine", "vm", "fetching", "storage", true);
        var image = images.of(request.digest()).orElseThrow().file();
        var overlay =
                daemon.overlay(
                        daemon.folder().resolve("elsewhere.qcow2"),
                        "images/" + image.getFileName(),
                        "raw");
        daemon.define(Guest.named("elsewhere").withDisk(overlay, "vda"));

        assertThatThrownBy(() -> images.remove(request.digest()))
                .hasMessage("image " + request.digest() + " is in use by vm elsewhere");
        assertThat(bed.failure("vm.attach-disk", "vm", "elsewhere", "file", image, "format", "raw"))
                .isEqualTo(
                        "CONFLICT: "
                                + image
                                + " is a base image, which no VM may write to; vm.create makes a"
                                + " disk that stands on it; read_only, or <readonly/>, shares it");
        var writing = Guest.named("writing").withDisk(image, "vda").xml();
        assertThat(bed.failure("vm.define", "xml", writing)).contains(" is a base image, ");
        assertThat(bed.failure("vm.create", "name", "writing", "xml", writing))
                .contains(" is a base image, ");

        var cd =
                Guest.named("cd")
                        .withDevice(
                                "<disk type='file' device='cdrom'><source file='"
                                        + image
                                        + "'/><target dev='hda' bus='ide'/></disk>")
                        .xml();
        assertThat(bed.dryRun("vm.define", "xml", cd)).startsWith("changed vm=cd done=defined");

        bed.run("vm.undefine", "vm", "elsewhere");
        bed.run("vm.create", "name", "reading", "template", "empty", "stopped", true);
        bed.run(
                "vm.attach-disk",
                "vm",
                "reading",
                "file",
                image,
                "format",
                "raw",
                "read_only",
                true);
        assertThatThrownBy(() -> images.remove(request.digest()))
                .hasMessage("image " + request.digest() + " is in use by vm reading");
        bed.run("vm.undefine", "vm", "reading", "storage", true);
    }

    @Test
    void an_administrator_brings_a_whole_description() throws ActionFailure {
        var xml = Guest.named("template-of-mine").xml();
        var other = Guest.named("other");
        daemon.define(other);

        assertThat(bed.run("vm.create", "name", "described", "xml", xml))
                .contains("new=running (booted)");
        assertThat(bed.failure("vm.create", "name", "described", "xml", xml))
                .isEqualTo(
                        "CONFLICT: the VM described has the UUID "
                                + xml.replaceFirst(".*<uuid>(.*)</uuid>.*", "$1")
                                + "; leave the UUID out of the description");
        assertThat(bed.failure("vm.create", "name", "thief", "xml", other.xml()))
                .startsWith("CONFLICT: the VM other has the UUID");
        assertThat(bed.run("vm.show", "vm", "other")).contains("state=shutoff");
        assertThat(
                        bed.failure(
                                "vm.create",
                                "name",
                                "broken",
                                "xml",
                                Guest.named("broken")
                                        .withDisk(Path.of("/nowhere/disk.qcow2"), "vda")
                                        .xml()))
                .contains("; taken back: the definition of broken; ");
        assertThat(bed.failure("vm.show", "vm", "broken")).startsWith("NOT_FOUND: ");
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(disks)) {
            return all.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
        }
    }

    private static Template template(String name, Optional<ImageRequest> image) {
        return new Template(
                name,
                "for a test",
                new Machine(
                        Hypervisor.QEMU, "x86_64", "pc", Firmware.BIOS, 1, 1, 16 << 20, 16 << 20),
                image,
                4 << 20,
                DiskBus.VIRTIO,
                new NetworkLink.None(),
                false,
                false,
                Duration.ZERO,
                0,
                Optional.empty(),
                List.of());
    }

    private static QuotaSettings quotas() {
        var none = QuotaLimits.NONE;
        return new QuotaSettings(
                none,
                new QuotaLimits(
                        Optional.empty(),
                        Optional.of(64L << 20),
                        Optional.empty(),
                        Optional.empty()),
                Map.of());
    }
}
