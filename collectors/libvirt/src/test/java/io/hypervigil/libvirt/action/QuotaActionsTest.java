package io.hypervigil.libvirt.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.GivenCall;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.jna.VirtLibrary;
import io.hypervigil.libvirt.quota.QuotaLimits;
import io.hypervigil.libvirt.quota.QuotaSettings;
import io.hypervigil.libvirt.quota.Quotas;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What asks for more than quotas allow, by XML or by a GPU, on the test driver. */
final class QuotaActionsTest {

    private static final String REMEDY =
            "; ask for less, remove machines, or raise collectors.libvirt.quotas";

    private static final String IDLES_UUID = "<uuid>11111111-f6a4-8304-79aa-97f2502e193f</uuid>";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Bed bed;

    /** The host of the test has 8 virtual CPUs, 6 GiB and 1 GPU in use; research 2, 1 GiB, 1. */
    @BeforeEach
    void open() throws IOException {
        assumeTrue(VirtLibrary.whyAbsent().isEmpty(), "no libvirt.so.0 here");
        var connections = new HeldConnections().and("local", TestNode.uri(folder));
        var accounting =
                new Accounting(
                        new FactBoard(), FileTree.at(Files.createDirectory(folder.resolve("sys"))));
        bed =
                new Bed(connections)
                        .with(
                                new Provisions(
                                        Map.of(),
                                        Optional::empty,
                                        accounting,
                                        new Quotas(
                                                quotas(),
                                                new DomainHoldings(connections, accounting),
                                                InstantSource.system()),
                                        Optional.empty(),
                                        InstantSource.system()));
    }

    @AfterEach
    void close() {
        if (bed != null) {
            bed.close();
        }
    }

    @Test
    void more_than_the_hosts_quota_leaves_is_refused_and_nothing_defined() throws ActionFailure {
        var xml = xml("new", 3, 1, "", "");
        var refusal = "QUOTA: quota of the host: vcpus: 8 used, 3 asked for, 10 allowed" + REMEDY;

        assertThat(bed.failure("vm.define", "xml", xml)).isEqualTo(refusal);
        assertThat(bed.failure("vm.create", "name", "new", "xml", xml)).isEqualTo(refusal);
        assertThat(bed.failure("vm.show", "vm", "new")).startsWith("NOT_FOUND: ");
        assertThat(bed.run("vm.define", "xml", xml("new", 2, 1, "", "")))
                .startsWith("changed vm=new done=defined");
        assertThat(bed.failure("vm.define", "xml", xml("newer", 1, 1, "", "")))
                .isEqualTo(
                        "QUOTA: quota of the host: vcpus: 10 used, 1 asked for, 10 allowed"
                                + REMEDY);
    }

    @Test
    void what_is_refused_is_refused_in_a_dry_run_too() throws ActionFailure {
        assertThat(bed.dryRun("vm.define", "xml", xml("new", 2, 1, "", "")))
                .startsWith("changed vm=new done=defined");
        assertThat(bed.dryRun("vm.define", "xml", xml("newer", 2, 1, "", "")))
                .startsWith("changed vm=newer done=defined");
        assertThat(bed.failure("vm.define", GivenCall.of(true, "xml", xml("new", 3, 1, "", ""))))
                .startsWith("QUOTA: ");
    }

    @Test
    void an_owner_is_held_to_his_own_quota_of_memory_and_gpus() {
        assertThat(
                        bed.failure(
                                "vm.define",
                                "xml",
                                xml("new", 1, 2, owner("research"), gpu("0x3c"))))
                .isEqualTo(
                        "QUOTA: quota of research: memory bytes: 1073741824 used, 2147483648 asked"
                                + " for, 2147483648 allowed; quota of research: gpus: 1 used, 1"
                                + " asked for, 1 allowed"
                                + REMEDY);
    }

    @Test
    void a_domain_that_is_defined_anew_counts_as_what_it_shall_be() throws ActionFailure {
        assertThat(
                        bed.run(
                                "vm.define",
                                "xml",
                                xml("idle", 4, 2, IDLES_UUID + owner("research"), gpu("0x3c"))))
                .startsWith("changed vm=idle done=changed");
        assertThat(
                        bed.failure(
                                "vm.define",
                                "xml",
                                xml("idle", 4, 3, IDLES_UUID + owner("research"), "")))
                .isEqualTo(
                        "QUOTA: quota of research: memory bytes: 0 used, 3221225472 asked for,"
                                + " 2147483648 allowed"
                                + REMEDY);
        assertThat(bed.run("vm.define", "xml", xml("idle", 1, 1, IDLES_UUID, "")))
                .startsWith("changed vm=idle done=changed");
    }

    @Test
    void what_a_machine_has_from_its_next_start_on_counts_while_it_runs() throws ActionFailure {
        assertThat(bed.run("vm.set-vcpus", "vm", "test", "count", 4, "scope", "config"))
                .contains("new={live=2 config=4}");

        assertThat(bed.failure("vm.define", "xml", xml("new", 1, 1, "", "")))
                .isEqualTo(
                        "QUOTA: quota of the host: vcpus: 10 used, 1 asked for, 10 allowed"
                                + REMEDY);
        // What it has already on the other side is no growth.
        assertThat(bed.run("vm.set-vcpus", "vm", "test", "count", 4, "scope", "live"))
                .contains("new={live=4 config=4}");
        assertThat(bed.run("vm.set-vcpus", "vm", "test", "count", 1, "scope", "config"))
                .contains("new={live=4 config=1}");
        assertThat(bed.failure("vm.define", "xml", xml("new", 1, 1, "", "")))
                .startsWith("QUOTA: quota of the host: vcpus: 10 used, ");
        assertThat(bed.run("vm.set-vcpus", "vm", "test", "count", 1, "scope", "live"))
                .contains("new={live=1 config=1}");
        assertThat(bed.run("vm.define", "xml", xml("new", 1, 1, "", "")))
                .startsWith("changed vm=new done=defined");
    }

    @Test
    void what_is_defined_anew_while_it_runs_counts_as_both_at_their_largest() throws ActionFailure {
        var uuid = "<uuid>6695eb01-f6a4-8304-79aa-97f2502e193f</uuid>";

        assertThat(bed.failure("vm.define", "xml", xml("test", 5, 1, uuid, "")))
                .isEqualTo(
                        "QUOTA: quota of the host: vcpus: 6 used, 5 asked for, 10 allowed"
                                + REMEDY);
        assertThat(bed.run("vm.define", "xml", xml("test", 1, 1, uuid, "")))
                .startsWith("changed vm=test done=changed");
        assertThat(bed.failure("vm.define", "xml", xml("new", 3, 1, "", "")))
                .startsWith("QUOTA: quota of the host: vcpus: 8 used, 3 asked for");
    }

    @Test
    void a_gpu_that_is_plugged_in_counts_too() {
        assertThat(bed.failure("vm.attach-gpu", "vm", "idle", "gpu", "0000:3c:00.0"))
                .isEqualTo(
                        "QUOTA: quota of research: gpus: 0 used, 2 asked for, 1 allowed" + REMEDY);
    }

    @Test
    void what_goes_along_with_a_gpu_and_what_is_none_is_not_counted_as_one() throws ActionFailure {
        assertThat(
                        bed.run(
                                "vm.define",
                                "xml",
                                xml(
                                        "sound",
                                        1,
                                        1,
                                        owner("ada"),
                                        gpu("0x3d") + gpu("0x3d", "1") + card("0x3e"))))
                .startsWith("changed vm=sound done=defined");
        assertThat(bed.failure("vm.attach-gpu", "vm", "sound", "gpu", "0000:3f:00.0"))
                .isEqualTo("QUOTA: quota of ada: gpus: 0 used, 2 asked for, 1 allowed" + REMEDY);
    }

    @Test
    void every_disk_that_a_domain_writes_to_alone_counts_as_its_guest_sees_it() throws Exception {
        var raw = disk(folder.resolve("raw"), 2);

        assertThat(
                        bed.run(
                                "vm.define",
                                "xml",
                                xml(
                                        "disks",
                                        1,
                                        1,
                                        owner("ada"),
                                        onDisk("file", "file='/test-pool/data'", "vda", "")
                                                + onDisk(
                                                        "volume",
                                                        "pool='disks' volume='data'",
                                                        "vdb",
                                                        "")
                                                + onDisk("file", "file='" + raw + "'", "vdc", "")
                                                + onDisk(
                                                        "file",
                                                        "file='/test-pool/data'",
                                                        "vdd",
                                                        "<readonly/>")
                                                + onDisk(
                                                        "file",
                                                        "file='/test-pool/data'",
                                                        "vde",
                                                        "<shareable/>"))))
                .startsWith("changed vm=disks done=defined");
        assertThat(
                        bed.failure(
                                "vm.define",
                                "xml",
                                xml(
                                        "more",
                                        1,
                                        1,
                                        owner("ada"),
                                        onDisk("file", "file='" + raw + "'", "vda", "")
                                                + onDisk("file", "file='" + raw + "'", "vdb", ""))))
                .isEqualTo(
                        "QUOTA: quota of ada: disk bytes: 8589934592 used, 4294967296 asked for,"
                                + " 10737418240 allowed"
                                + REMEDY);
    }

    @Test
    void a_disk_that_is_plugged_in_counts_beside_those_that_are_in() throws Exception {
        var six = onDisk("file", "file='" + disk(folder.resolve("six"), 6) + "'", "vda", "");
        var uuid = "<uuid>22222222-f6a4-8304-79aa-97f2502e193f</uuid>";
        var five = disk(folder.resolve("five"), 5).toString();
        bed.run("vm.define", "xml", xml("plain", 1, 1, uuid + owner("ada"), six));

        assertThat(bed.failure("vm.attach-disk", "vm", "plain", "file", five, "format", "raw"))
                .isEqualTo(
                        "QUOTA: quota of ada: disk bytes: 0 used, 11811160064 asked for,"
                                + " 10737418240 allowed"
                                + REMEDY);
        assertThat(
                        bed.dryRun(
                                "vm.attach-disk",
                                "vm",
                                "plain",
                                "file",
                                five,
                                "format",
                                "raw",
                                "read_only",
                                true))
                .startsWith("changed ");
        bed.run("vm.define", "xml", xml("plain", 1, 1, uuid + owner("ada"), ""));
        assertThat(bed.dryRun("vm.attach-disk", "vm", "plain", "file", five, "format", "raw"))
                .startsWith("changed ");
    }

    @Test
    void a_vm_of_a_description_is_its_owners_by_parameter_by_metadata_or_by_who_asks()
            throws ActionFailure {
        assertThat(bed.failure("vm.create", "name", "large", "xml", xml("x", 1, 3, "", "")))
                .startsWith("QUOTA: quota of test: memory bytes: 0 used, 3221225472 asked for, ");
        var adas = xml("x", 1, 3, owner("ada"), "");
        assertThat(bed.failure("vm.create", "name", "large", "xml", adas))
                .startsWith("QUOTA: quota of ada: memory bytes: 0 used, ");
        assertThat(bed.failure("vm.create", "name", "large", "xml", adas, "owner", "research"))
                .startsWith("QUOTA: quota of research: memory bytes: 1073741824 used, ");

        bed.run(
                "vm.create",
                "name",
                "bobs",
                "xml",
                xml("x", 1, 1, owner("ada"), ""),
                "owner",
                "bob");
        bed.run("vm.create", "name", "mine", "xml", xml("x", 1, 1, "", ""), "stopped", true);
        assertThat(bed.run("vm.xml", "vm", "bobs"))
                .contains(">bob</hv:owner>")
                .doesNotContain(">ada<");
        assertThat(bed.run("vm.xml", "vm", "mine")).contains(">test</hv:owner>");
    }

    private static Path disk(Path file, int gibibytes) throws IOException {
        try (var disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.setLength((long) gibibytes << 30);
        }
        return file;
    }

    private static String onDisk(String type, String source, String target, String more) {
        return "<disk type='"
                + type
                + "' device='disk'><source "
                + source
                + "/><target dev='"
                + target
                + "' bus='virtio'/>"
                + more
                + "</disk>";
    }

    private static String xml(String name, int vcpus, int gibibytes, String head, String devices) {
        return "<domain type='test'><name>"
                + name
                + "</name>"
                + head
                + "<memory unit='GiB'>"
                + gibibytes
                + "</memory><vcpu>"
                + vcpus
                + "</vcpu><os><type>hvm</type></os><devices>"
                + devices
                + "</devices></domain>";
    }

    private static String owner(String owner) {
        return "<metadata><hv:instance xmlns:hv='https://hypervigil.io/domain/1'><hv:owner>"
                + owner
                + "</hv:owner></hv:instance></metadata>";
    }

    private static String card(String bus) {
        return "<interface type='hostdev' managed='yes'><source><address type='pci' domain='0' bus='"
                + bus
                + "' slot='0' function='0'/></source></interface>";
    }

    private static String gpu(String bus) {
        return gpu(bus, "0");
    }

    private static String gpu(String bus, String function) {
        return "<hostdev mode='subsystem' type='pci' managed='yes'><source><address domain='0'"
                + " bus='"
                + bus
                + "' slot='0' function='"
                + function
                + "'/></source></hostdev>";
    }

    private static QuotaSettings quotas() {
        return new QuotaSettings(
                new QuotaLimits(
                        Optional.of(10L), Optional.empty(), Optional.empty(), Optional.empty()),
                new QuotaLimits(
                        Optional.empty(),
                        Optional.of(2L << 30),
                        Optional.of(10L << 30),
                        Optional.of(1L)),
                Map.of());
    }
}
