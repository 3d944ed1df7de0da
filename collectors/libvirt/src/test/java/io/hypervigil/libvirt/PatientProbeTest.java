package io.hypervigil.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.SeriesTable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

final class PatientProbeTest {

    private static final Outcome LOST = new Outcome.Unavailable("no libvirt");

    private final SampleBook book = new SampleBook(new SeriesTable(), 1);

    @Test
    void the_first_round_waits_within_the_deadline_and_the_next_ones_do_not() throws Exception {
        var waited = new ArrayList<Duration>();
        var probe =
                new PatientProbe(new Scripted(Outcome.SAMPLED, LOST), waited::add, Optional::empty);

        assertThat(probe.sample(book)).isEqualTo(Outcome.SAMPLED);
        assertThat(probe.sample(book)).isEqualTo(LOST);
        assertThat(waited).containsExactly(Beat.DEFAULT.deadline().minusMillis(500));
    }

    @Test
    void where_there_is_nothing_it_says_why() throws Exception {
        var probe = new PatientProbe(new Scripted(), _ -> {}, () -> Optional.of("no libvirt"));

        assertThat(probe.sample(book)).isEqualTo(LOST);
    }

    @Test
    void followers_are_told_once_what_they_follow_is_back() throws Exception {
        var told = new ArrayList<String>();
        var leader =
                new LeadingProbe(
                        new Scripted(Outcome.SAMPLED, LOST, LOST, Outcome.SAMPLED, Outcome.SAMPLED),
                        () -> told.add("back"));

        leader.sample(book);
        leader.awaitFirst(Duration.ofSeconds(10));
        leader.sample(book);
        leader.sample(book);
        assertThat(told).isEmpty();
        leader.sample(book);
        leader.sample(book);

        assertThat(told).containsExactly("back");
    }

    @Test
    void who_takes_turns_gives_his_back_and_does_not_wait_for_ever() throws Exception {
        var turn = new Semaphore(1, true);
        var probe = new TurnProbe(new Scripted(Outcome.SAMPLED, LOST), turn);

        assertThat(probe.sample(book)).isEqualTo(Outcome.SAMPLED);
        assertThat(turn.tryAcquire()).isTrue();
        assertThat(probe.sample(book)).isEqualTo(LOST);
        assertThat(turn.availablePermits()).isZero();
    }

    /** Ends its rounds as it was told. */
    private record Scripted(Deque<Outcome> outcomes) implements Probe {

        Scripted(Outcome... outcomes) {
            this(new ArrayDeque<>(List.of(outcomes)));
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Beat beat() {
            return Beat.DEFAULT.every(Duration.ofMillis(100));
        }

        @Override
        public Outcome sample(SampleSink sink) {
            return outcomes.remove();
        }
    }
}
