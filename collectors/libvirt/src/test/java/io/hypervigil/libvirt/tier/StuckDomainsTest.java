package io.hypervigil.libvirt.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.ManualClock;
import io.hypervigil.libvirt.jna.ControlInfo;
import io.hypervigil.libvirt.jna.ControlInfo.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class StuckDomainsTest {

    private static final ControlInfo IDLE = new ControlInfo(State.OK, Duration.ZERO);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T12:00:00Z"));
    private final AtomicInteger differences = new AtomicInteger();
    private final StuckDomains stuck = new StuckDomains(clock, differences::incrementAndGet);

    @Test
    void a_domain_that_is_idle_or_has_a_job_may_be_asked() {
        assertThat(stuck.mayBeAsked("a", IDLE)).isTrue();
        assertThat(stuck.mayBeAsked("b", new ControlInfo(State.JOB, Duration.ofHours(1)))).isTrue();
        assertThat(stuck.stuckFor("b")).isEmpty();
    }

    @Test
    void one_whose_monitor_has_been_busy_for_a_moment_may_be_asked() {
        assertThat(stuck.mayBeAsked("a", occupied(Duration.ofSeconds(2)))).isTrue();
    }

    @Test
    void one_whose_monitor_owes_an_answer_for_longer_is_let_alone() {
        assertThat(stuck.mayBeAsked("a", occupied(Duration.ofSeconds(3)))).isFalse();
        clock.advance(Duration.ofSeconds(4));

        assertThat(stuck.stuckFor("a")).contains(Duration.ofSeconds(7));
    }

    @Test
    void one_whose_monitor_is_gone_is_let_alone() {
        assertThat(stuck.mayBeAsked("a", new ControlInfo(State.ERROR, Duration.ZERO))).isFalse();
    }

    @Test
    void one_that_answers_again_may_be_asked_at_once() {
        stuck.mayBeAsked("a", occupied(Duration.ofSeconds(30)));

        assertThat(stuck.mayBeAsked("a", IDLE)).isTrue();
        assertThat(stuck.stuckFor("a")).isEmpty();
    }

    @Test
    void one_whose_call_was_late_alone_is_let_alone_for_forty_seconds() {
        stuck.late("a", clock.instant());

        assertThat(stuck.mayBeAsked("a", IDLE)).isFalse();
        clock.advance(Duration.ofSeconds(40));
        assertThat(stuck.stuckFor("a")).contains(Duration.ofSeconds(40));
        assertThat(stuck.mayBeAsked("a", IDLE)).isTrue();
    }

    @Test
    void one_whose_late_call_comes_back_is_well_again() {
        stuck.late("a", clock.instant());
        stuck.answered("a");

        assertThat(stuck.mayBeAsked("a", IDLE)).isTrue();
        assertThat(stuck.stuckFor("a")).isEmpty();
    }

    @Test
    void it_tells_once_of_one_that_hangs_and_once_of_its_return() {
        stuck.mayBeAsked("a", IDLE);
        assertThat(differences).hasValue(0);

        stuck.mayBeAsked("a", occupied(Duration.ofSeconds(30)));
        stuck.mayBeAsked("a", occupied(Duration.ofSeconds(45)));
        assertThat(differences).hasValue(1);

        stuck.mayBeAsked("a", IDLE);
        stuck.mayBeAsked("a", IDLE);
        assertThat(differences).hasValue(2);
    }

    @Test
    void it_tells_once_of_a_call_that_is_late_and_once_when_it_comes_back() {
        stuck.late("a", clock.instant());
        stuck.late("a", clock.instant());
        assertThat(differences).hasValue(1);

        stuck.answered("a");
        stuck.answered("a");
        assertThat(differences).hasValue(2);
    }

    @Test
    void one_that_gives_values_of_its_hypervisors_is_not_looked_at() {
        stuck.mayBeAsked("a", IDLE);
        clock.advance(Duration.ofSeconds(14));
        assertThat(stuck.due(Set.of("a"))).containsExactly("a");

        stuck.answered("a", true, clock.instant());

        assertThat(stuck.due(Set.of("a"))).isEmpty();
        clock.advance(Duration.ofSeconds(39));
        assertThat(stuck.due(Set.of("a"))).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(stuck.due(Set.of("a"))).containsExactly("a");
    }

    @Test
    void one_that_answers_without_such_values_is_looked_at_again() {
        stuck.mayBeAsked("a", IDLE);
        clock.advance(Duration.ofSeconds(14));
        stuck.answered("a", true, clock.instant());
        stuck.answered("a", false, clock.instant());

        assertThat(stuck.due(Set.of("a"))).containsExactly("a");
    }

    @Test
    void trouble_is_looked_at_each_time() {
        stuck.mayBeAsked("a", occupied(Duration.ofSeconds(1)));
        stuck.mayBeAsked("b", IDLE);
        stuck.suspect(Set.of("b"));
        stuck.answered("a", true, clock.instant());
        stuck.answered("b", true, clock.instant());

        assertThat(stuck.due(Set.of("a", "b", "c"))).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void one_that_is_gone_is_forgotten() {
        stuck.mayBeAsked("a", occupied(Duration.ofSeconds(30)));
        stuck.retain(Set.of("b"));

        assertThat(stuck.stuckFor("a")).isEmpty();
        assertThat(stuck.control("a")).isEmpty();
    }

    private static ControlInfo occupied(Duration since) {
        return new ControlInfo(State.OCCUPIED, since);
    }
}
