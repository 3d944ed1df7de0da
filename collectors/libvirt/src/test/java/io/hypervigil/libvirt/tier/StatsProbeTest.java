package io.hypervigil.libvirt.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.daemon.FreshConnections;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import io.hypervigil.libvirt.domain.ConnectionSink;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.stats.StatsPartType;
import io.hypervigil.libvirt.stats.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A QEMU that is stopped costs its own values and nobody else's. */
@Timeout(120)
final class StatsProbeTest {

    private static final Group GROUP = Group.on("libvirt.cpu", "CPU time");
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** As virsh tells it: {@code occupied (3.041s)}; longer than an answer may take. */
    private static final Pattern OCCUPIED_FOR_LONG = Pattern.compile("occup\\w+ \\([3-9]\\.");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final StuckDomains stuck = new StuckDomains(clock, () -> {});
    private final Map<String, Instant> written = new TreeMap<>();
    private final List<String> missing = new ArrayList<>();
    private final Guest left = Guest.named("left");
    private final Guest middle = Guest.named("<middle> & \"Ω\" 'x'");
    private final Guest right = Guest.named("right");

    @SuppressWarnings("NullAway.Init")
    private PrivateLibvirtd libvirtd;

    @SuppressWarnings("NullAway.Init")
    private StatsProbe probe;

    @BeforeEach
    void start() throws Exception {
        libvirtd = PrivateLibvirtd.start();
        List.of(left, middle, right).forEach(libvirtd::runPaused);
        probe =
                new StatsProbe(
                        plan(),
                        new FreshConnections(libvirtd.uri()),
                        this::running,
                        stuck,
                        clock,
                        new ConnectionSink(Optional.empty()));
    }

    @AfterEach
    void stop() {
        if (libvirtd != null) {
            libvirtd.close();
        }
    }

    @Test
    void a_domain_that_hangs_is_found_told_and_let_alone() throws Exception {
        assertThat(sampled()).containsOnlyKeys(left.name(), middle.name(), right.name());

        libvirtd.signal("STOP", libvirtd.qemuPid(middle));
        clock.advance(Duration.ofSeconds(15));
        var stopped = sampled();

        assertThat(stopped.get(left.name())).isEqualTo(clock.instant());
        assertThat(stopped.get(right.name())).isEqualTo(clock.instant());
        clock.advance(Duration.ofSeconds(15));
        // It is served for 15 s more: nothing is ever older than two intervals.
        assertThat(sampled().values())
                .allMatch(at -> !at.isBefore(clock.instant().minus(Duration.ofSeconds(15))));
        Eventually.get(
                Duration.ofSeconds(10),
                () -> {
                    clock.advance(Duration.ofSeconds(31));
                    return assertThat(sampled()).containsOnlyKeys(left.name(), right.name());
                });
        assertThat(stuck.stuckFor(middle.uuid())).isPresent();
        assertThat(stuck.stuckFor(left.uuid())).isEmpty();
        assertThat(missing)
                .containsExactly(
                        "statistics of " + middle.name() + ": its hypervisor does not answer");

        libvirtd.signal("CONT", libvirtd.qemuPid(middle));
        Eventually.get(
                Duration.ofSeconds(10),
                () -> {
                    clock.advance(Duration.ofSeconds(15));
                    return assertThat(sampled().get(middle.name())).isEqualTo(clock.instant());
                });
        assertThat(stuck.stuckFor(middle.uuid())).isEmpty();
        assertThat(missing).isEmpty();
    }

    /** Its records come in time, without what only its hypervisor knows. */
    @Test
    void a_domain_that_hangs_while_somebody_else_waits_for_it_is_found_too() throws Exception {
        sampled();
        clock.advance(Duration.ofSeconds(15));
        sampled();
        libvirtd.signal("STOP", libvirtd.qemuPid(middle));
        try (var _ = RealPart.start(libvirtd.folder(), "virsh", waiting())) {
            Eventually.get(
                    Duration.ofSeconds(10),
                    () ->
                            assertThat(libvirtd.virsh("domcontrol", middle.uuid()))
                                    .containsPattern(OCCUPIED_FOR_LONG));

            clock.advance(Duration.ofSeconds(15));
            assertThat(sampled()).containsOnlyKeys(left.name(), middle.name(), right.name());
            clock.advance(Duration.ofSeconds(1));
            sampled();

            assertThat(stuck.stuckFor(middle.uuid())).isPresent();
            assertThat(stuck.stuckFor(left.uuid())).isEmpty();
        } finally {
            libvirtd.signal("CONT", libvirtd.qemuPid(middle));
        }
    }

    private List<String> waiting() {
        return List.of("virsh", "-q", "-c", libvirtd.uri(), "dommemstat", middle.uuid());
    }

    @Test
    void a_domain_that_goes_while_others_are_asked_is_no_fault() throws Exception {
        sampled();
        libvirtd.virsh("destroy", left.uuid());

        assertThat(sampled()).containsOnlyKeys(middle.name(), right.name());
    }

    private Map<String, Instant> sampled() throws Exception {
        written.clear();
        missing.clear();
        assertThat(probe.sample(new Sink())).isEqualTo(Outcome.SAMPLED);
        return Map.copyOf(written);
    }

    private Map<String, String> running() {
        return List.of(left, middle, right).stream()
                .collect(Collectors.toMap(Guest::uuid, Guest::name));
    }

    private static TierPlan plan() {
        var part =
                new StatsPartType(
                        GROUP,
                        Set.of(StatsGroup.CPU_TOTAL, StatsGroup.BALLOON),
                        Tier.USAGE,
                        List.of(),
                        (_, _) -> {});
        return new TierPlan(
                "usage",
                "usage",
                List.of(part),
                Duration.ofSeconds(15),
                new TierPlan.Limits(2, 50, PATIENCE, Duration.ofSeconds(20)),
                true,
                _ -> true,
                new SingleStats(_ -> Optional.empty()));
    }

    /** Keeps when each domain was asked. */
    private final class Sink implements SampleSink {

        @Override
        public void add(Family family, double value, String... labelValues) {
            written.put(labelValues[0], Instant.ofEpochMilli((long) (value * 1e3)));
        }

        @Override
        public void addPart(Family family, String suffix, double value, String... labelValues) {
            throw new IllegalStateException(family.name());
        }

        @Override
        public void missing(String what, String why) {
            missing.add(what + ": " + why);
        }

        @Override
        public void problem(Group group, Throwable cause) {
            throw new IllegalStateException(cause);
        }
    }
}
