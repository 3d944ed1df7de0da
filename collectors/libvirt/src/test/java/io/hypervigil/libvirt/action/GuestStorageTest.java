package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is done with disks and descriptions of guests of QEMU. */
final class GuestStorageTest {

    @SuppressWarnings("NullAway.Init")
    private static PrivateLibvirtd daemon;

    @SuppressWarnings("NullAway.Init")
    private static Bed bed;

    @BeforeAll
    static void start() {
        daemon = PrivateLibvirtd.start();
        bed = Bed.on(daemon.uri());
        daemon.virsh("pool-create-as", "pool", "dir", "--target", daemon.folder().toString());
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

    private static Path volume(String name) {
        var disk = daemon.disk(name);
        daemon.virsh("pool-refresh", "pool");
        return disk;
    }

    @Test
    void a_snapshot_of_a_guest_is_taken_gone_back_to_and_deleted() throws ActionFailure {
        daemon.runPaused(Guest.named("snap").withDisk(volume("snap.qcow2"), "vda"));

        assertThat(bed.run("vm.snapshot-create", "vm", "snap", "snapshot", "one"))
                .contains("old=[] new=[one]");
        bed.run("vm.destroy", "vm", "snap");
        assertThat(bed.run("vm.snapshot-revert", "vm", "snap", "snapshot", "one"))
                .contains("old=shutoff (destroyed) new=paused (from_snapshot)");
        assertThat(bed.run("vm.snapshot-delete", "vm", "snap", "snapshot", "one"))
                .contains("old=[one] new=[]");
        bed.run("vm.destroy", "vm", "snap");
        assertThat(bed.run("vm.undefine", "vm", "snap")).doesNotContain("deleted=");
        assertThat(daemon.folder().resolve("snap.qcow2")).exists();
    }

    @Test
    void a_description_is_kept_changed_and_forgotten() throws ActionFailure {
        var guest = Guest.named("described");

        assertThat(bed.dryRun("vm.define", "xml", guest.xml()))
                .isEqualTo(
                        "changed vm=described done=defined"
                                + " calls=[virDomainDefineXMLFlags(described, VALIDATE)]");
        assertThat(bed.failure("vm.show", "vm", "described")).startsWith("NOT_FOUND: ");
        assertThat(bed.run("vm.define", "xml", guest.xml())).contains("done=defined");
        assertThat(bed.run("vm.define", "xml", guest.xml())).isEqualTo("unchanged vm=described");
        assertThat(bed.run("vm.define", "xml", guest.with("<title>new</title>").xml()))
                .contains("done=changed");
        assertThat(bed.failure("vm.define", "xml", Guest.named("described").xml()))
                .startsWith(
                        "FAILED: vm.define: virDomainDefineXMLFlags: operation failed: domain"
                                + " 'described' already exists with uuid");
        assertThat(bed.failure("vm.define", "xml", guest.with("<nonsense/>").xml()))
                .startsWith(
                        "INVALID: vm.define: virDomainDefineXMLFlags: XML document failed to"
                                + " validate against schema");
        assertThat(bed.failure("vm.define", "xml", "<domain><name>a</name>"))
                .startsWith("INVALID: xml: no XML: ");
        assertThat(
                        bed.failure(
                                "vm.define",
                                "xml",
                                "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                                        + "<domain><name>&e;</name></domain>"))
                .startsWith("INVALID: xml: ");
        assertThat(bed.run("vm.undefine", "vm", "described"))
                .isEqualTo(
                        "changed vm=described old=shutoff new=gone"
                                + " calls=[virDomainUndefineFlags(described,"
                                + " MANAGED_SAVE|SNAPSHOTS_METADATA|CHECKPOINTS_METADATA)]");
        assertThat(bed.run("vm.undefine", "vm", "described"))
                .isEqualTo("unchanged vm=described note=there is no such VM");
    }

    @Test
    void only_disks_that_are_a_vms_alone_go_with_it() throws ActionFailure {
        var own = volume("own.qcow2");
        var shared = volume("shared.qcow2");
        var outside = daemon.disk("outside.qcow2");
        daemon.define(
                Guest.named("owner")
                        .withDisk(own, "vda")
                        .withDisk(shared, "vdb")
                        .withDisk(outside, "vdc"));
        daemon.define(Guest.named("user").withDisk(shared, "vda"));

        assertThat(bed.run("vm.undefine", "vm", "owner", "storage", true))
                .endsWith(
                        "deleted=["
                                + own
                                + "] kept=[{path="
                                + shared
                                + " why=in use by vm user}, {path="
                                + outside
                                + " why=no volume of an active storage pool}]");
        assertThat(own).doesNotExist();
        assertThat(shared).exists();
    }

    @Test
    void a_vm_that_runs_is_not_forgotten() {
        daemon.runPaused(Guest.named("alive"));

        assertThat(bed.failure("vm.undefine", "vm", "alive"))
                .isEqualTo(
                        "CONFLICT: alive is paused (user); vm.shutdown or vm.destroy ends it first");
    }

    @Test
    void a_clone_has_disks_of_its_own_and_starts_beside_the_other() throws ActionFailure {
        daemon.define(
                Guest.named("original")
                        .withDisk(volume("original.qcow2"), "vda")
                        .withDevice(
                                "<interface type='user'><mac address='52:54:00:00:00:09'/>"
                                        + "</interface>")
                        .withDevice(
                                "<hostdev mode='subsystem' type='pci'><source><address bus='0x3b'"
                                        + " slot='0'/></source></hostdev>"));

        assertThat(bed.run("vm.clone", "vm", "original", "name", "copy"))
                .contains(
                        "calls=[virStorageVolCreateXMLFrom(pool, copy-vda.qcow2, "
                                + daemon.folder().resolve("original.qcow2")
                                + "), virDomainDefineXMLFlags(copy, VALIDATE)]")
                .endsWith(
                        "notes=[without devices of the host, GPUs among them, which only one VM can"
                                + " have]");
        assertThat(bed.run("vm.show", "vm", "copy"))
                .contains("source=" + daemon.folder().resolve("copy-vda.qcow2"))
                .doesNotContain("52:54:00:00:00:09");
        assertThat(bed.run("vm.start", "vm", "copy", "paused", true)).contains("new=paused");
        assertThat(bed.failure("vm.clone", "vm", "copy", "name", "again"))
                .startsWith("CONFLICT: copy is paused (user): its disks change while it runs");
        assertThat(bed.failure("vm.clone", "vm", "original", "name", "copy"))
                .isEqualTo("CONFLICT: there is a VM called copy; take another name");
        assertThat(bed.failure("vm.clone", "vm", "original", "name", "../x"))
                .startsWith("INVALID: name: ");
    }

    @Test
    void what_a_clone_stands_on_is_neither_started_nor_deleted() throws ActionFailure {
        var base = volume("base.qcow2");
        daemon.define(Guest.named("base").withDisk(base, "vda"));

        assertThat(bed.run("vm.clone", "vm", "base", "name", "thin", "overlay", true))
                .contains("calls=[virStorageVolCreateXML(pool, thin-vda.qcow2, " + base + ")");
        assertThat(bed.run("vm.start", "vm", "thin", "paused", true)).contains("new=paused");
        assertThat(bed.failure("vm.start", "vm", "base"))
                .isEqualTo(
                        "CONFLICT: base: its disk "
                                + base
                                + " is in use by vm thin (a disk of it stands on this); start a"
                                + " clone of it; writing to it would ruin the others");
        assertThat(bed.run("vm.undefine", "vm", "base", "storage", true)).contains("kept=[{path=");
        assertThat(base).exists();
    }

    @Test
    void what_a_disk_elsewhere_stands_on_by_its_header_is_not_deleted() throws Exception {
        var base = volume("ground.qcow2");
        var folder = Files.createDirectory(daemon.folder().resolve("over"));
        daemon.overlay(folder.resolve("over.qcow2"), "../ground.qcow2", "qcow2");
        var top = daemon.overlay(folder.resolve("top.qcow2"), "over.qcow2", "qcow2");
        daemon.define(Guest.named("ground").withDisk(base, "vda"));
        daemon.define(Guest.named("top").withDisk(top, "vda"));

        assertThat(bed.dryRun("vm.undefine", "vm", "ground", "storage", true))
                .contains("kept=[{path=" + base + " why=in use by vm top (a disk of it stands on");
        assertThat(bed.run("vm.undefine", "vm", "ground", "storage", true))
                .doesNotContain("deleted=");
        assertThat(base).exists();
    }

    @Test
    void a_clone_that_fails_leaves_nothing_behind() {
        var taken = volume("taken-vdb.qcow2");
        daemon.define(
                Guest.named("twin")
                        .withDisk(volume("twin-a.qcow2"), "vda")
                        .withDisk(volume("twin-b.qcow2"), "vdb"));

        assertThat(bed.failure("vm.clone", "vm", "twin", "name", "taken"))
                .startsWith("FAILED: twin: virStorageVolCreateXMLFrom: ")
                .contains("; taken back: " + daemon.folder().resolve("taken-vda.qcow2") + "; ");
        assertThat(daemon.folder().resolve("taken-vda.qcow2")).doesNotExist();
        assertThat(taken).exists();
        assertThat(
                        bed.failure(
                                "vm.clone",
                                GivenCall.of(false, "vm", "twin", "name", "late")
                                        .cancelledAfter(1)))
                .startsWith("CANCELLED: twin: cloning was cancelled; taken back: ");
    }

    @Test
    void a_console_is_read_where_that_is_allowed() throws ActionFailure, IOException {
        var log = daemon.folder().resolve("console.log");
        Files.writeString(log, "one\ntwo\nthree\n");
        var link =
                Files.createSymbolicLink(
                        daemon.folder().resolve("link.log"), Path.of("/etc/passwd"));
        daemon.define(console("talking", log));
        daemon.define(console("leading-out", link));
        daemon.define(Guest.named("silent"));
        try (var allowed =
                Bed.on(daemon.uri())
                        .with(
                                new VmActionSettings(
                                        List.of(),
                                        List.of(daemon.folder().toString()),
                                        Duration.ofSeconds(30)))) {
            assertThat(allowed.run("vm.console-log", "vm", "talking", "lines", 2))
                    .isEqualTo("unchanged vm=talking file=" + log + " lines=[two, three]");
            assertThat(allowed.failure("vm.console-log", "vm", "leading-out"))
                    .startsWith("NOT_PERMITTED: leading-out: its console's log " + link);
            assertThat(allowed.failure("vm.console-log", "vm", "silent"))
                    .startsWith("NOT_FOUND: silent keeps no log of its console");
        }
        assertThat(bed.failure("vm.console-log", "vm", "talking")).startsWith("NOT_PERMITTED: ");
    }

    private static Guest console(String name, Path log) {
        return Guest.named(name)
                .withDevice("<serial type='null'><log file='" + log + "' append='on'/></serial>");
    }
}
