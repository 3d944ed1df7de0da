package io.hypervigil.libvirt.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Golden;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtLibrary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real libvirtd and real QEMUs, with agents that are played. */
final class GuestsTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Guests.Limits LIMITS =
            new Guests.Limits(Duration.ofSeconds(1), Duration.ofSeconds(20));

    private static final Map<String, String> LINUX =
            Map.of(
                    "guest-get-users",
                    """
                    [{"user":"root","login-time":1700000000.5},{"user":"ann","login-time":1700000001}]""",
                    "guest-get-osinfo",
                    """
                    {"id":"debian","name":"Debian GNU/Linux","pretty-name":"Debian GNU/Linux 12",
                     "version":"12 (bookworm)","version-id":"12","kernel-release":"6.1.0-18-amd64",
                     "kernel-version":"#1 SMP","machine":"x86_64"}""",
                    "guest-get-timezone",
                    """
                    {"zone":"IST","offset":19800}""",
                    "guest-get-host-name",
                    """
                    {"host-name":"web.example"}""",
                    "guest-get-fsinfo",
                    """
                    [{"name":"vda1","mountpoint":"/","type":"ext4","used-bytes":3221225472,
                      "total-bytes":10737418240,"disk":[]},
                     {"name":"vda15","mountpoint":"/boot/efi","type":"vfat","disk":[]}]""",
                    "guest-network-get-interfaces",
                    """
                    [{"name":"lo","hardware-address":"00:00:00:00:00:00","ip-addresses":[
                       {"ip-address-type":"ipv4","ip-address":"127.0.0.1","prefix":8}]},
                     {"name":"ens3","hardware-address":"52:54:00:AA:BB:CC","ip-addresses":[
                       {"ip-address-type":"ipv4","ip-address":"192.168.122.76","prefix":24},
                       {"ip-address-type":"ipv6","ip-address":"fe80::1","prefix":64}]}]""");

    private static PrivateLibvirtd daemon;
    private static PlayedAgent talking;
    private static PlayedAgent silent;
    private static String web;
    private static String mute;

    @BeforeAll
    static void start_guests_with_agents() throws Exception {
        assumeTrue(VirtLibrary.whyAbsent().isEmpty(), "no libvirt.so.0 here");
        daemon = PrivateLibvirtd.start();
        talking = PlayedAgent.at(daemon.folder().resolve("talking"), LINUX);
        silent = PlayedAgent.at(daemon.folder().resolve("silent"), Map.of());
        web = run("web", daemon.folder().resolve("talking"));
        mute = run("mute", daemon.folder().resolve("silent"));
    }

    @AfterAll
    static void end_them() {
        if (daemon != null) {
            daemon.close();
        }
        if (talking != null && silent != null) {
            talking.close();
            silent.close();
        }
    }

    @Test
    void an_agent_tells_of_its_guest() throws Exception {
        try (var connection = VirtConnection.open(daemon.uri(), false)) {
            var guests = new Guests(System::nanoTime, LIMITS);

            var round = Round.of(out -> guests.read(connection, List.of(web), out));

            Golden.assertMatches(Path.of("src/test/golden/resource/guest.prom"), round.text());
            assertThat(round.problems()).isEmpty();
            assertThat(round.missing()).isEmpty();
        }
    }

    @Test
    void an_agent_that_never_answers_costs_its_limit_and_is_left_alone_then() throws Exception {
        var pausedNanos = new AtomicLong();
        try (var connection = VirtConnection.open(daemon.uri(), false)) {
            var guests = new Guests(() -> System.nanoTime() + pausedNanos.get(), LIMITS);
            long start = System.nanoTime();

            var both = Round.of(out -> guests.read(connection, List.of(mute, web), out));
            long first = System.nanoTime() - start;
            var again = Round.of(out -> guests.read(connection, List.of(mute, web), out));
            long second = System.nanoTime() - start - first;
            pausedNanos.addAndGet(Duration.ofMinutes(1).toNanos());
            var later = Round.of(out -> guests.read(connection, List.of(mute, web), out));
            long third = System.nanoTime() - start - first - second;

            for (Round round : List.of(both, again, later)) {
                assertThat(round.samples())
                        .contains("libvirt_domain_guest_agent_up{domain=\"mute\"} 0\n")
                        .contains("libvirt_domain_guest_agent_up{domain=\"web\"} 1\n");
                assertThat(round.problems()).isEmpty();
            }
            assertThat(Duration.ofNanos(first)).isBetween(LIMITS.answer(), Duration.ofSeconds(9));
            assertThat(Duration.ofNanos(second)).isLessThan(LIMITS.answer());
            assertThat(Duration.ofNanos(third)).isGreaterThan(LIMITS.answer());
        }
    }

    @Test
    void a_reader_is_refused_and_a_guest_that_is_gone_is_not_missed() throws Exception {
        // A session daemon has no read-only socket: the library itself refuses.
        try (var connection = VirtConnection.open(daemon.uri(), true)) {
            var guests = new Guests(System::nanoTime, LIMITS);
            var gone = "00000000-0000-4000-8000-000000000000";

            var round = Round.of(out -> guests.read(connection, List.of(gone, web), out));

            assertThat(round.samples()).isEmpty();
            assertThat(round.problems()).singleElement().asString().contains("read only access");
        }
    }

    @Test
    void guests_beyond_the_time_of_a_round_are_first_in_the_next() throws Exception {
        var nanos = new AtomicLong();
        try (var connection = VirtConnection.open(daemon.uri(), false)) {
            // Each look at the clock takes 0.4 s of a round of 1.5 s.
            var limits = new Guests.Limits(Duration.ofSeconds(1), Duration.ofMillis(1500));
            var guests = new Guests(() -> nanos.addAndGet(400_000_000), limits);
            var two = List.of(web, "ffffffff-0000-4000-8000-000000000000");

            var first = Round.of(out -> guests.read(connection, two, out));
            var second = Round.of(out -> guests.read(connection, two, out));

            assertThat(first.samples()).contains("libvirt_domain_guest_agent_up{domain=\"web\"} 1");
            assertThat(first.missing()).containsExactly("1 guests: the time of the round was over");
            // It begins with the one left out, which is gone, and has no time for the other.
            assertThat(second.samples()).isEmpty();
            assertThat(second.missing()).isEqualTo(first.missing());
        }
    }

    private static String run(String name, Path agent) throws Exception {
        var control = daemon.folder().resolve(name + ".control");
        var uuid = daemon.runPaused(GuestDriver.withAgent(Guest.named(name), agent, control));
        GuestDriver.openPort(control);
        Eventually.get(
                SOON,
                () -> assertThat(daemon.virsh("dumpxml", uuid)).contains("state='connected'"));
        daemon.virsh("resume", uuid);
        return uuid;
    }
}
