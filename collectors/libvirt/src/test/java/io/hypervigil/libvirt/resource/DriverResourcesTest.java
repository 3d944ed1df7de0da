package io.hypervigil.libvirt.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.collect.Golden;
import io.hypervigil.collect.Schema;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.jna.VirtLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** libvirt's own test driver, with its one host and with one whose names are odd. */
final class DriverResourcesTest {

    private static final Path GOLDENS = Path.of("src/test/golden/resource");
    private static final Path ODD = Path.of("src/test/fixtures/resource/odd-names.xml");

    @BeforeEach
    void needs_the_library() {
        assumeTrue(VirtLibrary.whyAbsent().isEmpty(), "no libvirt.so.0 here");
    }

    @Test
    void the_default_host() throws Exception {
        var round = all("test:///default");

        Golden.assertMatches(GOLDENS.resolve("default.prom"), round.text());
        assertThat(round.missing())
                .containsExactly(
                        "libvirt_network_dhcp_*: virNetworkGetDHCPLeases: this function is not supported by the"
                                + " connection driver: virNetworkGetDHCPLeases",
                        "libvirt_node_memory_free_bytes: virNodeGetMemoryStats: this function is not"
                                + " supported by the connection driver: virNodeGetMemoryStats",
                        "libvirt_domain_backup_running: virDomainBackupGetXMLDesc: this function is not"
                                + " supported by the connection driver: virDomainBackupGetXMLDesc");
        assertThat(round.problems()).isEmpty();
        assertThat(round.dropped()).isZero();
    }

    @Test
    void odd_names() throws Exception {
        var round = all("test://" + ODD.toAbsolutePath());

        Golden.assertMatches(GOLDENS.resolve("odd-names.prom"), round.text());
        assertThat(round.problems()).isEmpty();
        assertThat(round.dropped()).isZero();
    }

    @Test
    void volumes_beyond_the_limit_are_left_out_and_said_to_be() throws Exception {
        var uri = "test://" + ODD.toAbsolutePath();
        try (var connection = VirtConnection.open(uri, true)) {
            var round =
                    Round.of(
                            out ->
                                    new Volumes(new Pools(System::nanoTime), 1)
                                            .read(connection, out));

            assertThat(round.samples().lines()).hasSize(2);
            assertThat(round.missing())
                    .containsExactly(
                            "1 volumes of the storage pool images & <more>: only the first 1 are"
                                    + " read");
        }
    }

    @Test
    void all_families_are_declared_together() {
        var schema =
                new Schema(
                        List.of(
                                Pools.GROUP,
                                Volumes.GROUP,
                                Networks.GROUP,
                                Node.GROUP,
                                Messages.GROUP,
                                DiskErrors.GROUP,
                                Lifecycle.GROUP,
                                Guests.GROUP),
                        Stream.of(
                                        Pools.FAMILIES,
                                        Volumes.FAMILIES,
                                        Networks.FAMILIES,
                                        Node.FAMILIES,
                                        Messages.FAMILIES,
                                        DiskErrors.FAMILIES,
                                        Lifecycle.FAMILIES,
                                        Guests.FAMILIES)
                                .flatMap(List::stream)
                                .toList());

        assertThat(schema.families())
                .allSatisfy(
                        family ->
                                assertThat(family.withLabels(List.of("connection")).flaw())
                                        .isNull());
    }

    private static Round all(String uri) throws VirtException, IOException {
        try (var connection = VirtConnection.open(uri, true)) {
            var states = connection.statsOfAll(Set.of(StatsGroup.STATE));
            return Round.of(
                    out -> {
                        new Pools(System::nanoTime).read(connection, out);
                        new Volumes(new Pools(System::nanoTime), 100).read(connection, out);
                        new Networks(100).read(connection, _ -> Optional.empty(), out);
                        new Node().read(connection, out);
                        new Messages(System::nanoTime).read(connection, out);
                        new DiskErrors(() -> states, System::nanoTime).read(connection, out);
                        new Lifecycle(_ -> true).read(connection, out);
                    });
        }
    }
}
