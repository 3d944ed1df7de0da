package io.hypervigil.containers.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.containers.inventory.Container;
import io.hypervigil.containers.inventory.Container.State;
import io.hypervigil.containers.inventory.Container.Times;
import io.hypervigil.containers.inventory.OomKills;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OomLogTest {

    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

    private final OomLog log = new OomLog();

    @Test
    void one_that_had_memory_enough_is_as_it_was() {
        var container = inspected(T, false);

        assertThat(log.counted(container)).isSameAs(container);
    }

    @Test
    void an_event_and_what_the_end_says_of_it_are_one() {
        log.add("3f", T.plusSeconds(5));

        assertThat(counted(T, true)).isEqualTo(new OomKills(0, 1));
    }

    @Test
    void an_end_that_was_seen_before_its_event_is_not_counted_again() {
        assertThat(counted(T, true)).isEqualTo(new OomKills(0, 1));
        log.add("3f", T.plusSeconds(10).plusMillis(3));

        assertThat(counted(T, true)).isEqualTo(new OomKills(0, 1));
    }

    @Test
    void a_new_run_keeps_the_count_of_those_before() {
        log.add("3f", T.plusSeconds(5));
        log.add("3f", T.plusSeconds(9));

        assertThat(counted(T.plusSeconds(7), false)).isEqualTo(new OomKills(1, 1));
        assertThat(counted(T.plusSeconds(20), true)).isEqualTo(new OomKills(2, 1));
    }

    @Test
    void a_run_is_not_charged_with_the_end_of_the_one_before() {
        log.add("3f", T.plusSeconds(9));

        assertThat(restarted()).isEqualTo(new OomKills(1, 0));

        log.add("3f", T.plusSeconds(14));

        assertThat(restarted()).isEqualTo(new OomKills(1, 1));
    }

    @Test
    void an_end_that_is_told_of_in_the_next_run_alone_counts_once() {
        assertThat(restarted()).isEqualTo(new OomKills(1, 0));
        assertThat(restarted()).isEqualTo(new OomKills(1, 0));

        log.add("3f", T.plusSeconds(10).plusMillis(3));

        assertThat(restarted()).isEqualTo(new OomKills(1, 0));
    }

    @Test
    void more_than_can_be_told_apart_are_counted_none_the_less() {
        for (int i = 1; i <= 250; i++) {
            log.add("3f", T.plusSeconds(i));
        }

        assertThat(counted(T, false)).isEqualTo(new OomKills(150, 100));
    }

    @Test
    void one_that_is_gone_is_forgotten() {
        log.add("3f", T.plusSeconds(5));
        log.retain(Set.of());

        assertThat(counted(T, false)).isEqualTo(OomKills.NONE);
    }

    private OomKills counted(Instant started, boolean isKilled) {
        return log.counted(inspected(started, isKilled)).oomKills();
    }

    /** As Docker tells of it after its first run ended at 10 s. */
    private OomKills restarted() {
        return log.counted(inspected(T.plusSeconds(11), T.plusSeconds(10), true)).oomKills();
    }

    private static Container inspected(Instant started, boolean isKilled) {
        return inspected(started, started.plusSeconds(10), isKilled);
    }

    private static Container inspected(Instant started, Instant finished, boolean isKilled) {
        return new Container(
                "docker",
                Optional.empty(),
                "3f",
                "web",
                "nginx",
                State.EXITED,
                OptionalLong.empty(),
                OptionalInt.of(137),
                Optional.empty(),
                OptionalLong.empty(),
                new Times(Optional.empty(), Optional.of(started), Optional.of(finished)),
                Optional.empty(),
                true,
                Map.of(),
                Optional.empty(),
                List.of(),
                OomKills.ofLastRun(isKilled));
    }
}
