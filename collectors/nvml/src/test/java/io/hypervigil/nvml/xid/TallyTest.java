package io.hypervigil.nvml.xid;

import static io.hypervigil.nvml.xid.Tally.Source.EVENT;
import static io.hypervigil.nvml.xid.Tally.Source.KERNEL_LOG;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class TallyTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void one_error_seen_twice_counts_once_whoever_saw_it_first() {
        var tally = new Tally();

        tally.sighted(KERNEL_LOG, START);
        tally.sighted(EVENT, START.plusSeconds(5));
        assertThat(tally.count()).isEqualTo(1);

        tally.sighted(EVENT, START.plusSeconds(10));
        tally.sighted(KERNEL_LOG, START.plusSeconds(12));
        assertThat(tally.count()).isEqualTo(2);
        assertThat(tally.last()).isEqualTo(START.plusSeconds(12));
    }

    @Test
    void sightings_far_apart_are_two_errors() {
        var tally = new Tally();

        tally.sighted(KERNEL_LOG, START);
        tally.sighted(EVENT, START.plusSeconds(Tally.WINDOW_SECONDS + 1));

        assertThat(tally.count()).isEqualTo(2);
    }

    @Test
    void the_rings_past_has_no_counterpart_and_takes_none_away() {
        var tally = new Tally();

        tally.sighted(EVENT, START);
        tally.sighted(KERNEL_LOG, START.minusSeconds(3_600));
        tally.sighted(KERNEL_LOG, START);

        assertThat(tally.count()).isEqualTo(2);
        assertThat(tally.last()).isEqualTo(START);
    }

    @Test
    void a_burst_that_lasts_longer_than_the_window_counts_each_error_once() {
        var tally = new Tally();
        for (int second = 0; second < 600; second++) {
            tally.sighted(KERNEL_LOG, START.plusSeconds(second));
            tally.sighted(EVENT, START.plusSeconds(second + 4));
        }

        assertThat(tally.count()).isEqualTo(600);
    }

    @Property(tries = 300)
    void a_burst_counts_as_often_as_the_source_that_saw_more(
            @ForAll @Size(max = 60) List<Boolean> kernelFirst) {
        var tally = new Tally();
        for (int i = 0; i < kernelFirst.size(); i++) {
            tally.sighted(kernelFirst.get(i) ? KERNEL_LOG : EVENT, START.plusMillis(i * 300L));
        }

        long kernel = kernelFirst.stream().filter(it -> it).count();
        assertThat(tally.count()).isEqualTo(Math.max(kernel, kernelFirst.size() - kernel));
    }
}
