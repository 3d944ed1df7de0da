package io.hypervigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Beat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SamplingSectionTest {

    @Test
    void by_default_probes_keep_their_beat() throws Exception {
        var beats = Configured.withoutFile().load().beats("machine");
        var slow = Beat.slow(Duration.ofMinutes(5), Duration.ofSeconds(10));

        assertThat(beats.apply(Beat.DEFAULT)).isEqualTo(Beat.DEFAULT);
        assertThat(beats.apply(slow)).isEqualTo(slow);
    }

    @Test
    void what_a_probe_leaves_at_the_default_is_as_configured() throws Exception {
        var beats =
                Configured.withoutFile()
                        .and(
                                "--sampling.interval=30s",
                                "--sampling.freshness=0s",
                                "--sampling.deadline=3s",
                                "--sampling.staleness=5m")
                        .load()
                        .beats("machine");
        var patient = Beat.DEFAULT.within(Duration.ofSeconds(9));

        assertThat(beats.apply(patient))
                .isEqualTo(
                        new Beat(
                                Duration.ofSeconds(30),
                                Duration.ZERO,
                                Duration.ofSeconds(9),
                                Duration.ofMinutes(5)));
    }

    @Test
    void a_slow_probe_keeps_its_own_beat() throws Exception {
        var configuration =
                Configured.withoutFile()
                        .and("--sampling.interval=30s", "--collector.machine.interval=5s")
                        .load();
        var slow = Beat.slow(Beat.DEFAULT.interval(), Duration.ofSeconds(5));

        assertThat(configuration.beats("machine").apply(slow)).isEqualTo(slow);
    }

    @Test
    void a_collectors_own_interval_comes_first_and_staleness_grows_with_it() throws Exception {
        var configuration =
                Configured.withoutFile()
                        .and("--sampling.interval=30s", "--collector.machine.interval=2m")
                        .load();

        var beat = configuration.beats("machine").apply(Beat.DEFAULT);

        assertThat(beat.interval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(beat.staleness()).isEqualTo(Duration.ofMinutes(8));
        assertThat(configuration.beats("guests").apply(Beat.DEFAULT).interval())
                .isEqualTo(Duration.ofSeconds(30));
    }
}
