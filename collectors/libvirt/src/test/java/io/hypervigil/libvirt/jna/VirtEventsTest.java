package io.hypervigil.libvirt.jna;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import io.hypervigil.libvirt.jna.EventKind.Change;
import io.hypervigil.libvirt.jna.EventKind.DeviceAdded;
import io.hypervigil.libvirt.jna.EventKind.DeviceRemoved;
import io.hypervigil.libvirt.jna.EventKind.IoError;
import io.hypervigil.libvirt.jna.EventKind.Lifecycle;
import io.hypervigil.libvirt.jna.EventKind.MetadataChange;
import io.hypervigil.libvirt.jna.EventKind.Reboot;
import io.hypervigil.libvirt.jna.EventKind.TunableChange;
import io.hypervigil.libvirt.jna.EventKind.Watchdog;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real libvirtd tells of real guests. */
@SuppressWarnings("NullAway.Init")
final class VirtEventsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration BOOTED = Duration.ofSeconds(30);

    /** What QEMU says when it is told to end, unless it has ended before it could. */
    private static final EventKind TOLD_TO_END =
            new Lifecycle(Change.SHUTDOWN, "Finished after host request");

    private static PrivateLibvirtd daemon;

    private final List<DomainEvent> events = new CopyOnWriteArrayList<>();
    private VirtConnection connection;

    @BeforeAll
    static void startDaemon() {
        daemon = PrivateLibvirtd.start();
    }

    @AfterAll
    static void stopDaemon() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @BeforeEach
    void listen() throws VirtException {
        connection = VirtConnection.open(daemon.uri(), true);
        assertThat(connection.onEvents(events::add)).isGreaterThanOrEqualTo(20);
    }

    @AfterEach
    void close() {
        if (connection != null) {
            connection.close();
        }
    }

    @Test
    void the_life_of_a_domain_with_every_odd_character_in_its_name() throws Exception {
        var guest = Guest.named("odd <&\"' ü 漢 😀 { } , = \\ % name");
        daemon.runPaused(guest);
        daemon.virsh("resume", guest.uuid());
        daemon.virsh("suspend", guest.uuid());
        daemon.virsh("reset", guest.uuid());
        daemon.virsh("destroy", guest.uuid());
        daemon.virsh("undefine", guest.uuid());

        expect(
                guest,
                SOON,
                new Lifecycle(Change.DEFINED, "Added"),
                new Lifecycle(Change.STARTED, "Booted"),
                new Lifecycle(Change.SUSPENDED, "Paused"),
                new Lifecycle(Change.RESUMED, "Unpaused"),
                new Lifecycle(Change.SUSPENDED, "Paused"),
                new Reboot(),
                new Lifecycle(Change.STOPPED, "Destroyed"),
                new Lifecycle(Change.UNDEFINED, "Removed"));
        assertThat(events).extracting(DomainEvent::name).containsOnly(guest.name());
    }

    @Test
    void a_killed_hypervisor_is_a_domain_that_failed() throws Exception {
        var guest = Guest.named("killed");
        daemon.runPaused(guest);
        events.clear();

        daemon.signal("KILL", daemon.qemuPid(guest));

        expect(guest, SOON, new Lifecycle(Change.STOPPED, "Failed"));
    }

    @Test
    void devices_and_metadata_that_change() throws Exception {
        var guest = Guest.named("changed").withDisk(daemon.disk("changed.qcow2"), "vda");
        daemon.runPaused(guest);
        events.clear();
        var tablet =
                write("tablet.xml", "<input type='tablet' bus='usb'><alias name='ua-a'/></input>");
        daemon.virsh("attach-device", guest.uuid(), tablet, "--live");
        daemon.virsh("metadata", guest.uuid(), "urn:a", "--key", "a", "--set", "<b/>", "--live");
        daemon.virsh("desc", guest.uuid(), "--live", "--title", "a title");
        daemon.virsh("blkdeviotune", guest.uuid(), "vda", "1000000", "--live");
        daemon.virsh("detach-device-alias", guest.uuid(), "ua-a", "--live");

        expect(
                guest,
                SOON,
                new DeviceAdded("ua-a"),
                new MetadataChange(Optional.of("urn:a")),
                new MetadataChange(Optional.empty()),
                new TunableChange(),
                new DeviceRemoved("ua-a"));
    }

    @Test
    void a_guest_that_panics_one_that_hangs_and_one_whose_disk_is_broken() throws Exception {
        // mov dx, port; mov al, value; out dx, al; hlt; jmp to the hlt
        byte[] panic = {(byte) 0xba, 0x05, 0x05, (byte) 0xb0, 1, (byte) 0xee, (byte) 0xf4};
        byte[] watch = {(byte) 0xba, 0x43, 0x04, (byte) 0xb0, 14, (byte) 0xee, (byte) 0xf4};
        var panicking =
                Guest.named("panicking")
                        .with("<on_crash>destroy</on_crash>")
                        .withDevice("<panic model='isa'/>")
                        .withDisk(daemon.bootDisk("panic.raw", panic), "vda", "type='raw'");
        var hanging =
                Guest.named("hanging")
                        .withDevice("<watchdog model='ib700' action='pause'/>")
                        .withDisk(daemon.bootDisk("watch.raw", watch), "vda", "type='raw'");
        var broken = daemon.brokenDisk("broken.qcow2");
        var failing =
                Guest.named("failing")
                        .withDisk(
                                broken,
                                "vda",
                                "type='qcow2' error_policy='stop' rerror_policy='stop'");
        for (Guest guest : List.of(panicking, hanging, failing)) {
            daemon.run(guest);
        }

        expectEnd(
                panicking,
                new Lifecycle(Change.CRASHED, "Panicked"),
                new Lifecycle(Change.STOPPED, "Crashed"));
        expectEnd(hanging, new Watchdog("pause"), new Lifecycle(Change.SUSPENDED, "Watchdog"));
        Eventually.get(
                BOOTED,
                () ->
                        assertThat(kinds(failing))
                                .contains(
                                        new IoError(broken.toString(), "virtio-disk0", "pause", ""),
                                        new Lifecycle(Change.SUSPENDED, "I/O Error")));
    }

    @Test
    void a_storm_is_heard_in_full_and_in_order() throws Exception {
        try (var test = VirtConnection.open(daemon.testUri(), true)) {
            test.onEvents(events::add);

            daemon.virshOn(daemon.testUri(), "suspend test; resume test;".repeat(500));

            Eventually.get(SOON, () -> assertThat(events).hasSize(1_000));
            assertThat(events.stream().map(DomainEvent::kind).distinct())
                    .containsExactly(
                            new Lifecycle(Change.SUSPENDED, "Paused"),
                            new Lifecycle(Change.RESUMED, "Unpaused"));
        }
    }

    @Test
    void a_closed_connection_tells_nothing_more() throws Exception {
        var guest = Guest.named("unheard");
        connection.close();

        daemon.define(guest);

        try (var other = VirtConnection.open(daemon.uri(), true)) {
            assertThat(other.domain(guest.uuid()).name()).isEqualTo("unheard");
        }
        assertThat(events).isEmpty();
    }

    private void expect(Guest guest, Duration within, EventKind... kinds) throws Exception {
        Eventually.get(within, () -> assertThat(kinds(guest)).containsExactly(kinds));
    }

    private void expectEnd(Guest guest, EventKind... kinds) throws Exception {
        Eventually.get(BOOTED, () -> assertThat(kinds(guest)).endsWith(kinds));
    }

    private List<EventKind> kinds(Guest guest) {
        return events.stream()
                .filter(event -> event.uuid().equals(guest.uuid()))
                .map(DomainEvent::kind)
                .filter(kind -> !kind.equals(TOLD_TO_END))
                .toList();
    }

    private static String write(String fileName, String text) throws IOException {
        return Files.writeString(daemon.folder().resolve(fileName), text).toString();
    }
}
