package io.hypervigil.libvirt.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.libvirt.connection.LinkPlace;
import io.hypervigil.libvirt.connection.LinkTarget;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real libvirtd's admin interface. */
@Timeout(60)
final class DaemonTest {

    @BeforeAll
    static void requireLibrary() {
        assumeTrue(VirtLibrary.whyAbsent().isEmpty(), "no libvirt.so.0 here");
    }

    @Test
    void a_daemon_tells_its_own_user_how_busy_it_is() throws Exception {
        try (var daemon = PrivateLibvirtd.startAsOwn();
                var _ = VirtConnection.open(daemon.testUri(), true);
                var _ = VirtConnection.open(daemon.testUri(), true)) {
            var reader = reader(daemon);

            var round = Round.of(reader::read);

            assertThat(round.missing()).isEmpty();
            assertThat(round.samples())
                    .contains(
                            """
                            libvirt_daemon_clients{server="admin"} 1
                            libvirt_daemon_clients{server="libvirtd"} 2
                            """)
                    .contains("libvirt_daemon_workers_free{server=\"libvirtd\"} 5\n")
                    .contains("libvirt_daemon_workers_maximum{server=\"libvirtd\"} 20\n")
                    .contains("libvirt_daemon_priority_workers{server=\"libvirtd\"} 5\n")
                    .contains("libvirt_daemon_calls_waiting{server=\"libvirtd\"} 0\n");
            assertThat(round.text().lines().filter(line -> line.startsWith("# TYPE")))
                    .hasSameSizeAs(Daemon.FAMILIES);
        }
    }

    @Test
    void a_modular_daemon_is_asked_beside_its_own_socket() throws Exception {
        try (var daemon = PrivateLibvirtd.startAsOwn()) {
            var modular = daemon.socket().resolveSibling("virtqemud-sock");
            Files.createSymbolicLink(modular, daemon.socket());
            Files.createSymbolicLink(
                    modular.resolveSibling("virtqemud-admin-sock"),
                    modular.resolveSibling("libvirt-admin-sock"));
            var target = LinkTarget.parse("qemu+unix:///session?socket=" + modular);
            try (var connection = VirtConnection.open(target.uri(), true)) {
                assertThat(connection.isAlive()).isTrue();

                var round = Round.of(new Daemon(LinkPlace.adminSocket(target))::read);

                assertThat(round.samples())
                        .contains("libvirt_daemon_clients{server=\"libvirtd\"} 1\n");
            }
        }
    }

    @Test
    void reading_leaves_no_connection_open() throws Exception {
        try (var daemon = PrivateLibvirtd.startAsOwn()) {
            var reader = reader(daemon);
            Round.of(reader::read);
            long sockets = daemon.sockets();

            for (int i = 0; i < 20; i++) {
                Round.of(reader::read);
            }

            assertThat(daemon.sockets()).isLessThanOrEqualTo(sockets + 2);
        }
    }

    @Test
    void a_daemon_that_hangs_costs_its_limit_and_is_said_not_to_answer() throws Exception {
        try (var daemon = PrivateLibvirtd.startAsOwn()) {
            var reader = reader(daemon);
            daemon.stop();

            var round = Round.of(reader::read);
            daemon.cont();

            assertThat(round.samples()).isEmpty();
            assertThat(round.missing()).singleElement().asString().endsWith("does not answer");
        }
    }

    @Test
    void a_daemon_of_another_user_lets_nobody_in_and_one_without_the_interface_is_no_fault(
            @TempDir Path folder) throws Exception {
        var gone = folder.resolve("libvirt-admin-sock");

        var round = Round.of(new Daemon(Optional.of(gone))::read);

        assertThat(round.problems()).isEmpty();
        assertThat(round.missing())
                .containsExactly("libvirt_daemon_*: " + gone + ": No such file or directory");
        assertThat(Round.of(new Daemon(Optional.empty())::read).missing())
                .containsExactly(
                        "libvirt_daemon_*: the connection has no daemon that this host knows the"
                                + " place of");
        assumeTrue("root".equals(System.getProperty("user.name")), "the daemon's user is our own");
        try (var daemon = PrivateLibvirtd.start()) {
            var refused = Round.of(reader(daemon)::read);

            assertThat(refused.samples()).isEmpty();
            assertThat(refused.missing())
                    .singleElement()
                    .asString()
                    .endsWith(
                            "the daemon ended the connection, as it does where its user is not ours");
        }
    }

    private static Daemon reader(PrivateLibvirtd daemon) {
        return new Daemon(LinkPlace.adminSocket(new LinkTarget(Optional.empty(), daemon.uri())));
    }
}
