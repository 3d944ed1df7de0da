package io.hypervigil.containers.memory;

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
import org.junit.jupiter.api.Test;

final class OomCountTest {

    private static final Instant FIRST = Instant.parse("2025-12-31T23:00:00Z");
    private static final Instant SECOND = FIRST.plusSeconds(60);

    private final OomCount count = new OomCount(0);

    @Test
    void what_both_tell_of_a_run_counts_once() {
        count.tell(told("docker", FIRST, 0, 1));
        count.see(1);

        assertThat(count.total()).isEqualTo(1);
    }

    @Test
    void the_death_that_takes_the_control_group_with_it_is_one_more() {
        count.tell(told("docker", FIRST, 0, 1));
        count.see(1);
        count.tell(told("docker", FIRST, 0, 2));

        assertThat(count.total()).isEqualTo(2);
    }

    @Test
    void runs_between_two_looks_count_by_the_runtimes_word() {
        count.tell(told("docker", FIRST, 0, 0));
        count.see(0);
        count.tell(told("docker", SECOND, 7, 0));
        count.see(0);

        assertThat(count.total()).isEqualTo(7);
    }

    @Test
    void what_only_the_control_group_counted_stays_with_the_next_run() {
        count.tell(told("podman", FIRST, 0, 0));
        count.see(3);
        count.tell(told("podman", SECOND, 1, 0));

        assertThat(count.total()).as("three children, the third beside the end").isEqualTo(3);

        count.see(0);
        count.tell(told("podman", SECOND, 1, 1));

        assertThat(count.total()).isEqualTo(4);
    }

    @Test
    void what_the_runtime_tells_after_the_next_start_is_not_counted_twice() {
        count.tell(told("docker", FIRST, 0, 0));
        count.see(3);
        count.tell(told("docker", SECOND, 0, 0));

        assertThat(count.total()).isEqualTo(3);

        count.tell(told("docker", SECOND, 1, 0));

        assertThat(count.total()).as("one of the three").isEqualTo(3);

        count.tell(told("docker", SECOND, 1, 1));

        assertThat(count.total()).as("one of the present run").isEqualTo(4);
    }

    @Test
    void without_a_runtime_a_lower_count_is_a_new_run() {
        count.see(2);
        count.see(0);
        count.see(1);

        assertThat(count.total()).isEqualTo(3);
    }

    @Test
    void another_runtime_that_tells_of_it_takes_nothing_away() {
        count.tell(told("docker", FIRST, 2, 1));
        count.see(1);
        count.tell(told("containerd", FIRST.plusMillis(5), 0, 0));
        count.see(1);

        assertThat(count.total()).isEqualTo(3);
    }

    @Test
    void what_the_kernels_log_says_beyond_all_others_counts() {
        count.tell(told("podman", FIRST, 0, 0));
        count.see(2);
        count.log(2);

        assertThat(count.total()).as("the same two").isEqualTo(2);

        count.log(3);

        assertThat(count.total()).as("the third took the control group with it").isEqualTo(3);
    }

    @Test
    void a_log_that_has_forgotten_takes_nothing_away() {
        count.log(3);
        count.log(0);

        assertThat(count.total()).isEqualTo(3);
    }

    @Test
    void what_befell_an_earlier_container_of_the_name_counts_for_nothing() {
        var second = new OomCount(3);
        second.log(3);

        assertThat(second.total()).isZero();

        second.log(4);

        assertThat(second.total()).isEqualTo(1);
    }

    private static Container told(String runtime, Instant started, long before, long since) {
        return new Container(
                runtime,
                Optional.empty(),
                "3f",
                "web",
                "nginx",
                State.RUNNING,
                OptionalLong.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                new Times(Optional.empty(), Optional.of(started), Optional.empty()),
                Optional.empty(),
                true,
                Map.of(),
                Optional.empty(),
                List.of(),
                new OomKills(before, since));
    }
}
