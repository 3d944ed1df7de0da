package io.hypervigil.libvirt.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PausesTest {

    private final AtomicLong nanos = new AtomicLong(-7);
    private final Pauses pauses =
            new Pauses(nanos::get, Duration.ofMinutes(1), Duration.ofMinutes(10));

    @Test
    void pauses_grow_up_to_the_longest() {
        var minutes = new ArrayList<Long>();
        for (int i = 0; i < 6; i++) {
            pauses.failed("web");
            minutes.add(minutesOfPause());
        }
        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 10L, 10L);
    }

    @Test
    void an_answer_ends_the_pause_and_lets_the_next_be_short_again() {
        pauses.failed("web");
        pauses.failed("web");
        pauses.answered("web");

        assertThat(pauses.isPaused("web")).isFalse();
        pauses.failed("web");
        assertThat(minutesOfPause()).isEqualTo(1);
    }

    @Test
    void others_are_not_paused_and_what_is_gone_is_forgotten() {
        pauses.failed("web");
        assertThat(pauses.isPaused("db")).isFalse();

        pauses.keepOnly(List.of("db"));

        assertThat(pauses.isPaused("web")).isFalse();
    }

    private long minutesOfPause() {
        long minutes = 0;
        while (pauses.isPaused("web")) {
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            minutes++;
        }
        return minutes;
    }
}
