package io.hypervigil.libvirt.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.jna.VirtLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real libvirtd: its pools, networks and guests. */
final class DaemonResourcesTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static PrivateLibvirtd daemon;

    @BeforeAll
    static void start() {
        assumeTrue(VirtLibrary.whyAbsent().isEmpty(), "no libvirt.so.0 here");
        daemon = PrivateLibvirtd.start();
    }

    @AfterAll
    static void end() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    void pools_and_volumes() throws Exception {
        var target = Files.createDirectory(daemon.folder().resolve("pool"));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxrwxrwx"));
        daemon.virsh("pool-define-as", "my images", "dir", "--target", target.toString());
        daemon.virsh("pool-define-as", "off", "dir", "--target", "/nowhere");
        daemon.virsh("pool-start", "my images");
        daemon.virsh("pool-autostart", "my images");
        daemon.virsh(
                "vol-create-as",
                "my images",
                "disk {1}.raw",
                "1048576b",
                "--allocation",
                "0",
                "--format",
                "raw");

        var pools = read(new Pools(System::nanoTime)::read);

        assertThat(pools.samples().replaceAll("(_bytes\\{.*\\}) [0-9]+|uuid=\"[^\"]+\"", "$1"))
                .isEqualTo(
                        """
                        libvirt_storage_pool_allocation_bytes{storage_pool="my images"}
                        libvirt_storage_pool_autostart{storage_pool="my images"} 1
                        libvirt_storage_pool_autostart{storage_pool="off"} 0
                        libvirt_storage_pool_available_bytes{storage_pool="my images"}
                        libvirt_storage_pool_capacity_bytes{storage_pool="my images"}
                        libvirt_storage_pool_info{storage_pool="my images",} 1
                        libvirt_storage_pool_info{storage_pool="off",} 1
                        libvirt_storage_pool_persistent{storage_pool="my images"} 1
                        libvirt_storage_pool_persistent{storage_pool="off"} 1
                        libvirt_storage_pool_state{storage_pool="my images"} 2
                        libvirt_storage_pool_state{storage_pool="off"} 0
                        libvirt_storage_pool_timed_out{storage_pool="my images"} 0
                        libvirt_storage_pool_timed_out{storage_pool="off"} 0
                        libvirt_storage_pool_volumes{storage_pool="my images"} 1
                        """);
        assertThat(read(new Volumes(new Pools(System::nanoTime), 9)::read).samples())
                .isEqualTo(
                        """
                        libvirt_storage_volume_allocation_bytes{storage_pool="my images",volume="disk {1}.raw"} 0
                        libvirt_storage_volume_capacity_bytes{storage_pool="my images",volume="disk {1}.raw"} 1048576
                        """);
    }

    /** A network on a bridge of the host's needs no rights; its leases are where dnsmasq's are. */
    @Test
    void networks_and_leases() throws Exception {
        var leases = Files.createDirectories(daemon.folder().resolve("libvirt/dnsmasq/lib"));
        Files.writeString(
                leases.resolve("lo.status"),
                """
                [{"ip-address": "192.168.122.76", "mac-address": "52:54:00:AA:BB:01",
                  "hostname": "web", "client-id": "ff:01", "expiry-time": 2999999999},
                 {"ip-address": "192.168.122.76", "mac-address": "52:54:00:AA:BB:01",
                  "client-id": "ff:02", "expiry-time": 2999999999},
                 {"ip-address": "192.168.122.77", "mac-address": "52:54:00:aa:bb:02",
                  "expiry-time": 0},
                 {"ip-address": "192.168.122.78", "mac-address": "52:54:00:aa:bb:03",
                  "expiry-time": 1000000000}]
                """);
        define(
                "net-define",
                "<network><name>on lo</name><forward mode='bridge'/><bridge name='lo'/></network>");
        define("net-define", "<network><name>off</name><bridge name='virbr9'/></network>");
        daemon.virsh("net-start", "on lo");
        daemon.virsh("net-autostart", "off");
        var domains = Map.of("52:54:00:aa:bb:01", "vm-web");

        var networks =
                read(
                        (connection, out) ->
                                new Networks(100)
                                        .read(
                                                connection,
                                                mac -> Optional.ofNullable(domains.get(mac)),
                                                out));

        assertThat(networks.samples().replaceAll("uuid=\"[^\"]+\",", ""))
                .isEqualTo(
                        """
                        libvirt_domain_interface_address_info{domain="vm-web",mac_address="52:54:00:aa:bb:01",address="192.168.122.76",source="lease"} 1
                        libvirt_network_active{network="off"} 0
                        libvirt_network_active{network="on lo"} 1
                        libvirt_network_autostart{network="off"} 1
                        libvirt_network_autostart{network="on lo"} 0
                        libvirt_network_dhcp_lease_expiry_timestamp_seconds{network="on lo",mac_address="52:54:00:aa:bb:01",address="192.168.122.76"} 2999999999
                        libvirt_network_dhcp_lease_info{network="on lo",mac_address="52:54:00:aa:bb:01",address="192.168.122.76",hostname="web",domain="vm-web"} 1
                        libvirt_network_dhcp_lease_info{network="on lo",mac_address="52:54:00:aa:bb:02",address="192.168.122.77",hostname="",domain=""} 1
                        libvirt_network_dhcp_leases{network="on lo"} 3
                        libvirt_network_info{network="off",bridge="virbr9"} 1
                        libvirt_network_info{network="on lo",bridge="lo"} 1
                        libvirt_network_persistent{network="off"} 1
                        libvirt_network_persistent{network="on lo"} 1
                        """);
        assertThat(networks.dropped()).isZero();
    }

    @Test
    void the_host() throws Exception {
        var samples = read(new Node()::read).samples();

        assertThat(samples)
                .containsPattern("libvirt_node_memory_free_bytes [0-9]{7,}\n")
                .containsPattern("libvirt_node_memory_cached_bytes [0-9]+\n")
                .containsPattern("libvirt_node_cpus [1-9][0-9]*\n");
    }

    @Test
    void what_is_kept_of_domains_and_warned_of() throws Exception {
        var off = Guest.named("off");
        daemon.define(off.withDisk(daemon.disk("off.qcow2"), "vda"));
        daemon.virsh("autostart", "off");
        daemon.virsh("snapshot-create-as", "off", "first");
        daemon.virsh("snapshot-create-as", "off", "second <2>");
        var tainted =
                Guest.named("busy")
                        .withDisk(daemon.disk("busy.qcow2"), "vda")
                        .with(
                                "<commandline xmlns='http://libvirt.org/schemas/domain/qemu/1.0'>"
                                        + "<arg value='-no-shutdown'/></commandline>");
        daemon.runPaused(tainted);
        daemon.virsh("checkpoint-create-as", "busy", "one");
        backUp("busy");

        var kept = read(new Lifecycle(_ -> true)::read);
        var messages = read(new Messages(System::nanoTime)::read);
        daemon.virsh("domjobabort", "busy");
        daemon.virsh("checkpoint-delete", "busy", "one");

        assertThat(kept.samples())
                .isEqualTo(
                        """
                        libvirt_domain_autostart{domain="busy"} 0
                        libvirt_domain_autostart{domain="off"} 1
                        libvirt_domain_backup_running{domain="busy"} 1
                        libvirt_domain_checkpoints{domain="busy"} 1
                        libvirt_domain_checkpoints{domain="off"} 0
                        libvirt_domain_managed_save{domain="busy"} 0
                        libvirt_domain_managed_save{domain="off"} 0
                        libvirt_domain_persistent{domain="busy"} 1
                        libvirt_domain_persistent{domain="off"} 1
                        libvirt_domain_snapshot_current_info{domain="off",snapshot="second <2>"} 1
                        libvirt_domain_snapshots{domain="busy"} 0
                        libvirt_domain_snapshots{domain="off"} 2
                        """);
        assertThat(messages.samples())
                .isEqualTo(
                        """
                        libvirt_domain_deprecated{domain="busy"} 0
                        libvirt_domain_message_info{domain="busy",kind="tainted",message="tainted: custom configuration parameters specified"} 1
                        libvirt_domain_tainted{domain="busy"} 1
                        """);
        var over = read(new Lifecycle(_ -> true)::read).samples();
        assertThat(over).contains("libvirt_domain_backup_running{domain=\"busy\"} 0\n");
        assertThat(kept.problems()).isEmpty();
        daemon.virsh("destroy", "busy");
        daemon.virsh("undefine", "busy");
        daemon.virsh("undefine", "off", "--snapshots-metadata");
    }

    @Test
    void a_disk_that_stopped_its_guest() throws Exception {
        var disk = broken(daemon.disk("broken.qcow2"));
        var guest =
                Guest.named("hurt")
                        .withDevice(
                                "<disk type='file' device='disk'><driver name='qemu' type='qcow2'"
                                        + " error_policy='stop' rerror_policy='stop'/><source"
                                        + " file='"
                                        + disk
                                        + "'/><target dev='vdb' bus='virtio'/></disk>");
        daemon.run(guest);
        Eventually.get(
                SOON,
                () -> assertThat(daemon.virsh("domstate", "hurt", "--reason")).contains("I/O"));
        var errors = new DiskErrors(DaemonResourcesTest::states, System::nanoTime);

        var round = read(errors::read);

        assertThat(round.samples())
                .isEqualTo(
                        """
                        libvirt_domain_disk_error{domain="hurt",target_device="vdb",error="unspecified"} 1
                        """);
        assertThat(round.problems()).isEmpty();
        a_stopped_hypervisor_costs_its_limit_once(guest, errors);
    }

    private static void a_stopped_hypervisor_costs_its_limit_once(Guest guest, DiskErrors errors)
            throws Exception {
        daemon.signal("STOP", daemon.qemuPid(guest));
        long start = System.nanoTime();
        var late = read(errors::read);
        long first = System.nanoTime() - start;
        var again = read(errors::read);
        long second = System.nanoTime() - start - first;
        // These wait for no hypervisor, not even while a call hangs in it.
        var kept = read(new Lifecycle(_ -> true)::read);
        var messages = read(new Messages(System::nanoTime)::read);
        long others = System.nanoTime() - start - first - second;
        daemon.signal("CONT", daemon.qemuPid(guest));
        daemon.virsh("destroy", "hurt");
        daemon.virsh("undefine", "hurt");

        for (Round round : List.of(late, again)) {
            assertThat(round.samples()).isEmpty();
            assertThat(round.missing())
                    .containsExactly("disk errors of hurt: its hypervisor does not answer");
        }
        assertThat(Duration.ofNanos(first)).isBetween(Duration.ofSeconds(2), SOON);
        assertThat(Duration.ofNanos(second)).isLessThan(Duration.ofSeconds(2));
        assertThat(kept.samples()).contains("backup_running{domain=\"hurt\"} 0\n");
        assertThat(messages.samples()).contains("tainted{domain=\"hurt\"} 0\n");
        assertThat(Duration.ofNanos(others)).isLessThan(SOON);
    }

    /** Its first cluster is said to be compressed and is not: reading it is an error. */
    private static Path broken(Path disk) throws IOException {
        var run =
                RealPart.run(
                        daemon.folder(),
                        "",
                        List.of("qemu-io", "-c", "write 0 4k", disk.toString()));
        assertThat(run.exitCode()).as(run.output()).isZero();
        try (var file = FileChannel.open(disk, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long level1 = number(file, 40);
            long level2 = number(file, level1) & 0x00ff_ffff_ffff_fe00L;
            long cluster = number(file, level2) & 0x00ff_ffff_ffff_fe00L;
            var compressed = ByteBuffer.allocate(Long.BYTES).putLong(cluster | (1L << 62));
            file.write(compressed.flip(), level2);
        }
        return disk;
    }

    private static long number(FileChannel file, long at) throws IOException {
        var number = ByteBuffer.allocate(Long.BYTES);
        file.read(number, at);
        return number.flip().getLong();
    }

    /** One that waits to be fetched. */
    private static void backUp(String domain) throws IOException {
        var xml =
                "<domainbackup mode='pull'><server transport='unix' socket='"
                        + daemon.folder().resolve("backup")
                        + "'/></domainbackup>";
        var file = Files.writeString(Files.createTempFile(daemon.folder(), "backup", ".xml"), xml);
        daemon.virsh("backup-begin", domain, file.toString());
    }

    private static void define(String command, String xml) throws IOException {
        var file = Files.writeString(Files.createTempFile(daemon.folder(), "net", ".xml"), xml);
        daemon.virsh(command, file.toString());
    }

    /** What a reader reads here. */
    @FunctionalInterface
    private interface Reader {
        void read(VirtConnection connection, SampleSink out) throws VirtException;
    }

    private static List<StatsRecord> states() {
        try (var connection = VirtConnection.open(daemon.uri(), true)) {
            return connection.statsOfAll(Set.of(StatsGroup.STATE));
        } catch (VirtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Round read(Reader reader) throws VirtException {
        try (var connection = VirtConnection.open(daemon.uri(), true)) {
            return Round.of(out -> reader.read(connection, out));
        }
    }
}
