package io.hypervigil.libvirt.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.connection.LinkPlace;
import io.hypervigil.libvirt.connection.LinkTarget;
import io.hypervigil.libvirt.daemon.FreshConnections;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import io.hypervigil.libvirt.description.MetadataLabels;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.inventory.Inventory;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.process.StatusFiles;
import io.hypervigil.libvirt.tier.StuckDomains;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs of real guests: a backup that lasts until it is ended. */
@Timeout(120)
final class JobsTest {

    private static final Duration UNSEEN = Duration.ofSeconds(60);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final Guest guest = Guest.named("busy");

    @SuppressWarnings("NullAway.Init")
    private PrivateLibvirtd daemon;

    @SuppressWarnings("NullAway.Init")
    private VirtConnection connection;

    @SuppressWarnings("NullAway.Init")
    private Inventory inventory;

    @BeforeEach
    void start() throws Exception {
        daemon = PrivateLibvirtd.start();
        daemon.runPaused(guest.withDisk(daemon.bootDisk("disk.raw"), "vda", "type='raw'"));
        connection = VirtConnection.open(daemon.uri(), true);
        inventory = new Inventory(MetadataLabels.NONE, files(List.of()), clock);
        list();
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
    void a_job_is_seen_in_the_next_round_where_libvirt_notes_it_on_this_host() throws Exception {
        var reader =
                reader(LinkPlace.pidFolders(new LinkTarget(Optional.of("local"), daemon.uri())));
        assertThat(types(reader)).isEqualTo("0");
        assertThat(reader.mayHaveJob(guest.uuid())).isFalse();

        begin();

        assertThat(types(reader)).isEqualTo("2");
        assertThat(page(reader)).contains("operation_info{domain=\"busy\",operation=\"backup\"} 1");
        assertThat(reader.mayHaveJob(guest.uuid())).isTrue();
        daemon.virsh("domjobabort", guest.uuid());
        assertThat(types(reader)).isEqualTo("0");
    }

    @Test
    void elsewhere_it_is_seen_when_an_event_speaks_of_the_domain_or_after_a_while()
            throws Exception {
        var reader = reader(List.of());
        types(reader);
        begin();
        assertThat(types(reader)).isEqualTo("0");

        reader.hint(guest.uuid());
        assertThat(types(reader)).isEqualTo("2");

        var other = reader(List.of());
        daemon.virsh("domjobabort", guest.uuid());
        types(other);
        begin();
        clock.advance(UNSEEN.minusSeconds(1));
        assertThat(types(other)).isEqualTo("0");
        clock.advance(Duration.ofSeconds(1));
        assertThat(types(other)).isEqualTo("2");
    }

    /** The question for its job waits for its hypervisor, as the job has to do with it. */
    @Test
    void a_hypervisor_that_hangs_with_a_job_costs_its_limit_once_and_nobody_else()
            throws Exception {
        var other = Guest.named("other");
        daemon.runPaused(other);
        list();
        var reader = reader(List.of());
        types(reader);
        begin();
        daemon.signal("STOP", daemon.qemuPid(guest));
        try {
            reader.hint(guest.uuid());
            var first = page(reader);
            long start = System.nanoTime();
            reader.hint(guest.uuid());
            reader.hint(other.uuid());
            var second = page(reader);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(2));
            for (String page : List.of(first, second)) {
                assertThat(page)
                        .contains("job_info_type{domain=\"other\"} 0")
                        .doesNotContain("domain=\"busy\"");
            }
        } finally {
            daemon.signal("CONT", daemon.qemuPid(guest));
        }
    }

    private void list() throws Exception {
        inventory.update(
                connection,
                connection.statsOfAll(Set.of(StatsGroup.STATE)),
                flaw -> {
                    throw new IllegalStateException(flaw);
                });
    }

    private Jobs reader(List<String> folders) {
        return new Jobs(
                inventory, new StuckDomains(clock, () -> {}), files(folders), UNSEEN, clock);
    }

    private static StatusFiles files(List<String> folders) {
        return new StatusFiles(FileTree.at(Path.of("/")), folders);
    }

    private void begin() throws Exception {
        var xml = daemon.folder().resolve("backup.xml");
        Files.deleteIfExists(daemon.folder().resolve("scratch"));
        Files.writeString(
                xml,
                """
                <domainbackup mode='pull'>
                  <server transport='unix' socket='%1$s/nbd'/>
                  <disks><disk name='vda' backup='yes' type='file'>
                    <scratch file='%1$s/scratch'/></disk></disks>
                </domainbackup>
                """
                        .replace("%1$s", daemon.folder().toString()));
        daemon.virsh("backup-begin", guest.uuid(), xml.toString());
    }

    private String types(Jobs reader) throws Exception {
        return page(reader)
                .lines()
                .filter(line -> line.startsWith("libvirt_domain_job_info_type{"))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .reduce("", String::concat);
    }

    private String page(Jobs reader) throws Exception {
        try (var book = new SampleBook(new SeriesTable(), 10_000)) {
            book.begin();
            reader.read(
                    new FreshConnections(daemon.uri()),
                    new ConnectionSink(Optional.empty()).to(book));
            return Exposition.text(List.of(book.finish()));
        }
    }
}
