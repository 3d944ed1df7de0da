package io.hypervigil.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Eventually;
import io.hypervigil.collect.FixtureContext;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at long before its next beat: all once libvirtd is known to be gone. */
@Timeout(120)
final class LinkProbesTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Set<String> TIERS =
            new LinkedHashSet<>(List.of("state", "description", "usage", "block", "rare"));

    @TempDir Path folder;

    @Test
    void all_tiers_say_at_once_that_libvirtd_is_gone() throws Exception {
        try (var daemon = PrivateLibvirtd.start();
                var collector = new LibvirtCollector()) {
            daemon.runPaused(Guest.named("web"));
            var context = new Context(folder, daemon.uri());
            collector.open(context);
            for (String tier : TIERS) {
                assertThat(context.sampled(tier)).as(tier).isEqualTo(Outcome.SAMPLED);
            }
            context.soon.clear();

            daemon.kill();

            Eventually.get(SOON, () -> assertThat(context.soon).containsAll(TIERS));
            for (String tier : TIERS) {
                assertThat(context.sampled(tier)).as(tier).isInstanceOf(Outcome.Unavailable.class);
            }
        }
    }

    @Test
    void domains_are_described_anew_when_one_is_not_as_it_was() throws Exception {
        try (var daemon = PrivateLibvirtd.start();
                var collector = new LibvirtCollector()) {
            daemon.runPaused(Guest.named("web"));
            var context = new Context(folder, daemon.uri());
            collector.open(context);
            Eventually.get(SOON, () -> assertThat(context.hurriedByState()).isEqualTo(Set.of()));

            daemon.runPaused(Guest.named("other"));

            assertThat(context.hurriedByState()).containsExactly("description");
        }
    }

    /** Notes which probes are asked for a round out of turn. */
    private static final class Context extends FixtureContext {

        private final Map<String, Probe> probes = new ConcurrentHashMap<>();
        private final Set<String> soon = ConcurrentHashMap.newKeySet();

        Context(Path folder, String uri) {
            super(folder, TestSettings.of(uri), InstantSource.system());
        }

        /** Who is asked for a round out of turn since the states were looked at. */
        Set<String> hurriedByState() throws Exception {
            soon.clear();
            assertThat(sampled("state")).isEqualTo(Outcome.SAMPLED);
            return soon.stream()
                    .filter(name -> !name.equals("state"))
                    .collect(Collectors.toUnmodifiableSet());
        }

        Outcome sampled(String name) throws Exception {
            var probe = Objects.requireNonNull(probes.get(name), name);
            var book = new SampleBook(new SeriesTable(), 10_000);
            book.begin();
            var outcome = probe.sample(book);
            book.finish();
            return outcome;
        }

        @Override
        public Running start(Probe probe) {
            probes.put(probe.name(), probe);
            return new Running() {
                @Override
                public void sampleSoon() {
                    soon.add(probe.name());
                }

                @Override
                public void close() {
                    probes.remove(probe.name());
                }
            };
        }
    }
}
