package io.hypervigil.libvirt.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.RealPart;
import io.hypervigil.libvirt.connection.LinkState.Absent;
import io.hypervigil.libvirt.connection.LinkState.Down;
import io.hypervigil.libvirt.connection.LinkState.Up;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import io.hypervigil.libvirt.jna.DomainEvent;
import io.hypervigil.libvirt.jna.EventKind.Change;
import io.hypervigil.libvirt.jna.EventKind.Lifecycle;
import io.hypervigil.libvirt.jna.VirtLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real daemon is killed, stopped and started again. */
final class LinkTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration SETTLED = Duration.ofMillis(100);
    private static final Duration SEEN_DOWN = Duration.ofSeconds(5);
    private static final Duration SEEN_BACK = Duration.ofSeconds(10);
    private static final LinkTimes IMPATIENT =
            new LinkTimes(
                    Duration.ofSeconds(1),
                    LinkTimes.READING.firstPause(),
                    LinkTimes.READING.longestPause(),
                    LinkTimes.READING.keepAliveInterval(),
                    LinkTimes.READING.keepAliveCount());

    private final RecordingListener listener = new RecordingListener();
    private @Nullable Link link;

    @AfterEach
    void close() {
        if (link != null) {
            link.close();
        }
    }

    @Test
    void a_killed_daemon_is_seen_at_once_and_again_when_it_is_back() throws Exception {
        try (var daemon = PrivateLibvirtd.start()) {
            var opened = start(daemon.testUri());
            var first = up(opened, SOON);
            assertThat(first.info().type()).isEqualTo("TEST");
            assertThat(first.isKeptAlive()).isTrue();

            daemon.kill();

            var reason = down(opened, SOON).reason();
            // The latter where a keepalive was just being sent.
            assertThat(reason).isIn("the daemon closed it", "an error of the socket");
            Eventually.get(
                    SOON,
                    () -> assertThat(listener.told()).containsExactly("up", "down: " + reason));

            daemon.startAgain();

            up(opened, SEEN_BACK);
            assertThat(opened.reconnects()).isEqualTo(1);
            assertThat(listener.told()).containsExactly("up", "down: " + reason, "up");
            // The test driver's state is one for all who are connected.
            daemon.virshOn(daemon.testUri(), "suspend", "test");
            Eventually.get(
                    SOON,
                    () ->
                            assertThat(listener.events())
                                    .extracting(DomainEvent::kind)
                                    .containsExactly(new Lifecycle(Change.SUSPENDED, "Paused")));
        }
    }

    @Test
    void a_stopped_daemon_is_seen_within_five_seconds_and_the_hanging_attempt_is_taken_over()
            throws Exception {
        try (var daemon = PrivateLibvirtd.start()) {
            long idle = idleSockets(daemon);
            var opened = start(daemon.testUri(), Presence.ofLibrary(), IMPATIENT);
            up(opened, SOON);

            daemon.stop();

            assertThat(down(opened, SEEN_DOWN).reason()).isEqualTo("the daemon does not answer");
            Eventually.get(
                    SOON,
                    () ->
                            assertThat(down(opened, SOON).reason())
                                    .isEqualTo(
                                            "opening has not ended within 1 s and is still waited"
                                                    + " for"));
            daemon.cont();
            up(opened, SEEN_BACK);
            assertThat(opened.reconnects()).isEqualTo(1);
            assertThat(daemon.sockets()).isEqualTo(idle + 1);
        }
    }

    @Test
    void closing_leaves_no_socket_open_whatever_was_registered() throws Exception {
        try (var daemon = PrivateLibvirtd.start()) {
            long idle = idleSockets(daemon);
            var opened = start(daemon.testUri());
            up(opened, SOON);

            opened.close();
            opened.close();

            Eventually.get(SOON, () -> assertThat(daemon.sockets()).isEqualTo(idle));
            assertThat(down(opened, SOON).reason()).isEqualTo("closed");
        }
    }

    @Test
    void closing_while_the_daemon_hangs_waits_for_nobody() throws Exception {
        try (var daemon = PrivateLibvirtd.start()) {
            long idle = idleSockets(daemon);
            daemon.stop();
            var opened = start(daemon.testUri());

            long before = System.nanoTime();
            opened.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
            daemon.cont();
            Eventually.get(SOON, () -> assertThat(daemon.sockets()).isEqualTo(idle));
            assertThat(down(opened, SOON).reason()).isEqualTo("closed");
        }
    }

    @Test
    void a_daemon_that_is_not_there_says_why() throws Exception {
        requireLibrary();
        var opened = start("qemu+unix:///system?socket=/nowhere/at/all");
        opened.awaitKnown(SOON);

        assertThat(down(opened, SOON).reason())
                .isEqualTo(
                        "virConnectOpen: Failed to connect socket to '/nowhere/at/all': No such file"
                                + " or directory");
        assertThat(listener.told()).isEmpty();
    }

    @Test
    void without_sockets_the_local_one_is_absent_until_they_are_there(@TempDir Path folder)
            throws Exception {
        requireLibrary();
        var presence = Presence.ofSockets(Presence.ofLibrary(), List.of(folder));
        assertThat(presence.whyAbsent())
                .contains("no virtqemud-sock-ro or libvirt-sock-ro in " + folder);

        var opened = start("test:///default", presence);
        Eventually.get(
                SOON,
                () ->
                        assertThat(((Absent) opened.state()).reason())
                                .startsWith("no virtqemud-sock-ro"));

        Files.createFile(folder.resolve("virtqemud-sock-ro"));
        assertThat(presence.whyAbsent()).isEmpty();
        assertThat(up(opened, SEEN_BACK).isKeptAlive()).isFalse();
    }

    private Link start(String uri) {
        return start(uri, Presence.ofLibrary());
    }

    private Link start(String uri, Presence presence) {
        return start(uri, presence, LinkTimes.READING);
    }

    private Link start(String uri, Presence presence, LinkTimes times) {
        var started =
                Link.start(
                        new LinkTarget(Optional.empty(), uri),
                        presence,
                        times,
                        listener,
                        InstantSource.system());
        link = started;
        return started;
    }

    private static Up up(Link link, Duration within) throws Exception {
        return Eventually.get(within, () -> (Up) link.state());
    }

    private static Down down(Link link, Duration within) throws Exception {
        return Eventually.get(within, () -> (Down) link.state());
    }

    /** How many sockets a daemon has while nobody is connected. */
    private static long idleSockets(PrivateLibvirtd daemon) throws Exception {
        return Eventually.get(
                SOON,
                () -> {
                    long first = daemon.sockets();
                    LockSupport.parkNanos(SETTLED.toNanos());
                    assertThat(daemon.sockets()).isEqualTo(first);
                    return first;
                });
    }

    private static void requireLibrary() {
        if (VirtLibrary.whyAbsent().isPresent()) {
            throw RealPart.missing("libvirt.so.0", "apt-get install libvirt0");
        }
    }
}
