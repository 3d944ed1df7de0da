package io.hypervigil.libvirt.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Exposition;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.libvirt.connection.LinkState.Down;
import io.hypervigil.libvirt.connection.LinkState.Up;
import io.hypervigil.libvirt.jna.VirtLibrary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConnectionProbeTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final SampleBook book = new SampleBook(new SeriesTable(), 100);

    @BeforeEach
    void requireLibrary() {
        if (VirtLibrary.whyAbsent().isPresent()) {
            throw RealPart.missing("libvirt.so.0", "apt-get install libvirt0");
        }
    }

    @Test
    void tells_how_an_open_connection_is() throws Exception {
        try (var link = link(Optional.of("east"), "test:///default", Presence.ofLibrary())) {
            var up = Eventually.get(SOON, () -> (Up) link.state());
            clock.advance(Duration.ofMillis(1_500));
            var versions = up.info();

            var text = sampled(link);

            assertThat(text.lines().filter(line -> !line.startsWith("#")))
                    .containsExactly(
                            "libvirt_connection_info{uri=\"test:///default\",driver=\"TEST\",hypervisor_version=\""
                                    + versions.hypervisorVersion().orElse("")
                                    + "\",daemon_version=\""
                                    + versions.daemonVersion()
                                    + "\",library_version=\""
                                    + versions.libraryVersion()
                                    + "\",connection=\"east\"} 1",
                            "libvirt_connection_keepalive{connection=\"east\"} 0",
                            "libvirt_connection_read_only{connection=\"east\"} 1",
                            "libvirt_connection_reconnects_total{connection=\"east\"} 0",
                            "libvirt_connection_state_seconds{connection=\"east\"} 1.5",
                            "libvirt_up{connection=\"east\"} 1");
        }
    }

    @Test
    void tells_that_one_is_down() throws Exception {
        try (var link =
                link(
                        Optional.empty(),
                        "qemu+unix:///system?socket=/nowhere",
                        Presence.ofLibrary())) {
            Eventually.get(SOON, () -> (Down) link.state());

            assertThat(sampled(link).lines().filter(line -> !line.startsWith("#")))
                    .containsExactly(
                            "libvirt_connection_reconnects_total 0",
                            "libvirt_connection_state_seconds 0",
                            "libvirt_up 0");
        }
    }

    @Test
    void one_that_is_absent_is_unavailable() throws Exception {
        try (var link = link(Optional.empty(), "test:///default", () -> Optional.of("none"))) {
            var probe = new ConnectionProbe(link, clock);

            Eventually.get(
                    SOON,
                    () ->
                            assertThat(probe.sample(book))
                                    .isEqualTo(new Outcome.Unavailable("none")));
        }
    }

    private String sampled(Link link) {
        book.begin();
        assertThat(new ConnectionProbe(link, clock).sample(book)).isEqualTo(Outcome.SAMPLED);
        return Exposition.text(List.of(book.finish()));
    }

    private Link link(Optional<String> name, String uri, Presence presence) {
        return Link.start(
                new LinkTarget(name, uri),
                presence,
                LinkTimes.READING,
                new RecordingListener(),
                clock);
    }
}
