package io.hypervigil.containers.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.files.Text;
import io.hypervigil.containers.memory.MemoryUsage.Events;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class MemoryStatTest {

    @Test
    void names_that_begin_alike_are_told_apart() {
        var stat =
                MemoryStat.parse(
                        Text.of(
                                """
                                anon 1
                                anon_thp 100
                                file 2
                                file_mapped 3
                                file_dirty 100
                                inactive_anon 100
                                inactive_file 4
                                pgfault 5
                                pgmajfault 6
                                """));

        assertThat(stat.rss()).isEqualTo(1);
        assertThat(stat.cache()).isEqualTo(2);
        assertThat(stat.mapped()).isEqualTo(3);
        assertThat(stat.workingSet(10)).isEqualTo(6);
        assertThat(stat.faults()).isEqualTo(5);
        assertThat(stat.ownMajorFaults()).isEqualTo(6);
    }

    @Test
    void version_1_has_totals_beside_its_own() {
        var stat =
                MemoryStat.parseLegacy(
                        Text.of(
                                """
                                cache 1
                                rss 1
                                pgfault 1
                                pgmajfault 2
                                total_cache 20
                                total_rss 10
                                total_rss_huge 999
                                total_swap 40
                                total_pgfault 50
                                total_inactive_file 5
                                """));

        assertThat(stat.rss()).isEqualTo(10);
        assertThat(stat.cache()).isEqualTo(20);
        assertThat(stat.swap()).isEqualTo(40);
        assertThat(stat.ownFaults()).isEqualTo(1);
        assertThat(stat.faults()).isEqualTo(50);
        assertThat(stat.workingSet(8)).isEqualTo(3);
    }

    @Test
    void a_working_set_is_never_below_nothing() {
        assertThat(MemoryStat.parse(Text.of("inactive_file 9\n")).workingSet(8)).isZero();
    }

    @Test
    void the_most_ever_used_is_not_below_what_is_used_now() {
        assertThat(used(OptionalLong.of(7), OptionalLong.of(5)).peak()).hasValue(7);
        assertThat(used(OptionalLong.of(4), OptionalLong.of(5)).peak()).hasValue(5);
        assertThat(used(OptionalLong.of(4), OptionalLong.empty()).peak()).isEmpty();
        assertThat(used(OptionalLong.empty(), OptionalLong.of(5)).peak()).hasValue(5);
    }

    private static MemoryUsage used(OptionalLong usage, OptionalLong peak) {
        return new MemoryUsage(
                usage,
                peak,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Events.NONE);
    }

    @Test
    void kills_are_told_from_what_is_called_alike() {
        var events =
                Events.parse(
                        Text.of("low 0\nhigh 3\nmax 2\noom 9\noom_kill 1\noom_group_kill 7\n"));

        assertThat(events)
                .isEqualTo(new Events(OptionalLong.of(3), OptionalLong.of(2), OptionalLong.of(1)));
    }
}
