package io.hypervigil.libvirt.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.connection.LinkPlace;
import io.hypervigil.libvirt.connection.LinkTarget;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.description.MetadataLabels;
import io.hypervigil.libvirt.description.NetworkInterface;
import io.hypervigil.libvirt.domain.KnownDomain;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.process.StatusFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real guests that are changed, without the events that tell of most changes. */
@Timeout(120)
@SuppressWarnings("NullAway.Init")
final class InventoryTest {

    private static final String MAC = "52:54:00:00:00:01";

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final Guest guest =
            Guest.named("odd <&\"' ü name")
                    .with("<iothreads>1</iothreads>")
                    .withDevice(
                            "<interface type='user'><mac address='"
                                    + MAC
                                    + "'/><model type='virtio'/></interface>");

    private PrivateLibvirtd daemon;
    private VirtConnection connection;

    @BeforeEach
    void start() throws Exception {
        daemon = PrivateLibvirtd.start();
        daemon.runPaused(guest);
        connection = VirtConnection.open(daemon.uri(), true);
    }

    @AfterEach
    void end() {
        if (connection != null) {
            connection.close();
        }
        if (daemon != null) {
            daemon.close();
        }
    }

    @Test
    void what_no_event_tells_of_is_seen_where_libvirt_notes_it_on_this_host() throws Exception {
        var target = new LinkTarget(Optional.empty(), daemon.uri());
        var inventory = inventory(LinkPlace.pidFolders(target));
        var before = only(inventory);
        assertThat(before.interfaces()).allMatch(NetworkInterface::isLinkUp);

        daemon.virsh("domif-setlink", guest.uuid(), MAC, "down");
        assertThat(only(inventory).interfaces()).noneMatch(NetworkInterface::isLinkUp);

        daemon.virsh("dommemstat", guest.uuid(), "--period", "7", "--live");
        assertThat(only(inventory).balloonPeriodSeconds()).isEqualTo(OptionalInt.of(7));

        daemon.virsh("iothreadadd", guest.uuid(), "2", "--live");
        assertThat(only(inventory).ioThreads()).isEqualTo(2);
        assertThat(only(inventory)).isSameAs(only(inventory));
    }

    @Test
    void elsewhere_it_is_seen_after_ten_minutes() throws Exception {
        var inventory = inventory(List.of());
        only(inventory);
        daemon.virsh("domif-setlink", guest.uuid(), MAC, "down");

        clock.advance(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(only(inventory).interfaces()).allMatch(NetworkInterface::isLinkUp);

        clock.advance(Duration.ofSeconds(1));
        assertThat(only(inventory).interfaces()).noneMatch(NetworkInterface::isLinkUp);
    }

    @Test
    void a_domain_that_is_read_anew_and_is_as_it_was_is_the_same() throws Exception {
        var inventory = inventory(List.of());
        only(inventory);
        var before = inventory.latest();

        inventory.markAllChanged();
        only(inventory);
        assertThat(inventory.latest()).isSameAs(before);

        daemon.virsh("domif-setlink", guest.uuid(), MAC, "down");
        inventory.markAllChanged();
        only(inventory);
        assertThat(inventory.latest()).isNotSameAs(before);
    }

    @Test
    void a_domain_that_is_renamed_or_defined_anew_is_read_anew() throws Exception {
        daemon.virsh("destroy", guest.uuid());
        var inventory = inventory(List.of());
        only(inventory);

        daemon.virsh("domrename", guest.uuid(), "new name");
        assertThat(only(inventory).name()).isEqualTo("new name");

        var grown = new Guest("new name", guest.uuid(), List.of("<title>grown</title>"), List.of());
        daemon.define(grown);
        inventory.markChanged(guest.uuid());
        assertThat(only(inventory).title()).contains("grown");
        assertThat(only(inventory).interfaces()).isEmpty();
    }

    private Inventory inventory(List<String> folders) {
        var files = new StatusFiles(FileTree.at(Path.of("/")), folders);
        return new Inventory(MetadataLabels.NONE, files, clock);
    }

    private DomainDescription only(Inventory inventory) throws Exception {
        var states = connection.statsOfAll(Set.of(StatsGroup.STATE));
        var domains =
                inventory.update(
                        connection,
                        states,
                        flaw -> {
                            throw new AssertionError(flaw);
                        });
        assertThat(domains).extracting(KnownDomain::uuid).containsExactly(guest.uuid());
        return domains.getFirst().description();
    }
}
