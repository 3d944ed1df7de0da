package io.hypervigil.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.hypervigil.collect.settings.SettingsBinder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every collector keeps. A collector's module extends it and names the collector and a fixture
 * with a source to read.
 */
public abstract class CollectorContractTest {

    /** A new, unopened collector. */
    protected abstract Collector collector();

    /** A fixture in which the source exists. */
    protected abstract Path fixture();

    /** What leads the collector to the fixture's source, where its defaults do not. */
    protected Record settings() {
        return SettingsBinder.defaults(collector().settings());
    }

    @TempDir Path nothing;

    @Test
    void the_schema_is_constant_and_its_names_are_valid() {
        var schema = collector().schema();

        assertThat(collector().schema()).isEqualTo(schema);
        for (Family family : schema.families()) {
            var example = family.isPattern() ? family.named("x") : family;
            assertThat(example.flaw() == null || family.labels().contains("*"))
                    .as(family + ": " + example.flaw())
                    .isTrue();
            assertThat(family.help()).as(family.name()).isNotBlank();
        }
    }

    @Test
    void every_sample_is_declared_in_the_schema() throws Exception {
        var collector = collector();

        List<CollectorHarness.Round> rounds;
        try (var harness = CollectorHarness.open(collector, fixture(), settings(), _ -> true)) {
            rounds = harness.sample();
        }

        assertThat(rounds).anyMatch(round -> round.samples().size() > 0);
        for (var round : rounds) {
            assertThat(round.lastDropped()).as(round.probe().name()).isEmpty();
            for (var samples : round.samples().families()) {
                assertThat(collector.schema().declaring(samples.family()))
                        .as(samples.family() + " in group " + samples.family().group().name())
                        .isPresent();
            }
        }
    }

    @Test
    void a_machine_without_the_source_is_no_failure() throws Exception {
        try (var harness =
                CollectorHarness.open(collector(), nothing, settings(), Group::byDefault)) {
            for (var round : harness.sample()) {
                assertThat(round.outcome())
                        .as(round.probe().name())
                        .isNotInstanceOf(Outcome.Failed.class);
            }
        }
    }

    @Test
    void a_second_round_gives_the_same_series() throws Exception {
        try (var harness =
                CollectorHarness.open(collector(), fixture(), settings(), Group::byDefault)) {
            var first = names(harness.sample());
            var second = names(harness.sample());

            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void it_closes_twice_and_without_having_been_opened() throws Exception {
        var unopened = collector();
        assertThatCode(unopened::close).doesNotThrowAnyException();

        var opened = CollectorHarness.open(collector(), fixture(), settings(), Group::byDefault);
        opened.sample();
        opened.close();
        assertThatCode(opened::close).doesNotThrowAnyException();
    }

    @Test
    void it_leaves_no_thread_behind() throws Exception {
        var before = ownThreads();
        try (var harness =
                CollectorHarness.open(collector(), fixture(), settings(), Group::byDefault)) {
            harness.sample();
        }

        var left = new HashSet<>(ownThreads());
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(5_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private static Set<String> names(List<CollectorHarness.Round> rounds) {
        var names = new HashSet<String>();
        for (var round : rounds) {
            for (var samples : round.samples().families()) {
                for (int i = 0; i < samples.size(); i++) {
                    names.add(samples.series(i).toString());
                }
            }
        }
        return names;
    }

    private static Set<Thread> ownThreads() {
        var own = new HashSet<>(Thread.getAllStackTraces().keySet());
        own.removeIf(thread -> !thread.getName().startsWith("hv-"));
        return own;
    }
}
