package io.hypervigil.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.collect.Threads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class OrderedTest {

    private static final Ordered.Wait NOTHING = new Ordered.Wait.ForNothing();

    private final FirstRound first = new FirstRound();
    private final CountDownLatch sampled = new CountDownLatch(1);

    @Test
    void a_first_round_waits_for_that_of_another() throws Exception {
        var later = new Ordered(probe(Duration.ofSeconds(60)), forFirst(), () -> {});
        var earlier = new Ordered(probe(Duration.ofSeconds(60)), NOTHING, first::end);
        var thread = Threads.start("later", () -> sampleQuietly(later));

        assertThat(sampled.await(50, TimeUnit.MILLISECONDS)).isFalse();
        sample(earlier);

        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void one_that_does_not_end_in_time_is_gone_without_and_not_waited_for_again() throws Exception {
        var later = new Ordered(probe(Duration.ofMillis(200)), forFirst(), () -> {});

        var waited = sample(later);
        long begun = System.nanoTime();
        sample(later);

        assertThat(waited).isEqualTo(Outcome.SAMPLED);
        assertThat(System.nanoTime() - begun).isLessThan(Duration.ofMillis(150).toNanos());
    }

    @Test
    void one_that_is_needed_and_goes_on_is_no_failure() throws Exception {
        var needed = new Ordered.Wait.ForNeeded("gpu-1", first);
        var later = new Ordered(probe(Duration.ofMillis(50)), needed, () -> {});

        var tooSoon = sample(later);
        first.end();

        assertThat(tooSoon).isEqualTo(new Outcome.Unavailable("the first round of gpu-1 goes on"));
        assertThat(sample(later)).isEqualTo(Outcome.SAMPLED);
    }

    private Ordered.Wait forFirst() {
        return new Ordered.Wait.For(List.of(() -> List.of(first)));
    }

    private static Outcome sample(Probe probe) throws Exception {
        return probe.sample(new SampleBook(new SeriesTable(), 1));
    }

    private static void sampleQuietly(Probe probe) {
        try {
            sample(probe);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Probe probe(Duration deadline) {
        return new Probe() {
            @Override
            public String name() {
                return "probe";
            }

            @Override
            public Beat beat() {
                return Beat.DEFAULT.within(deadline);
            }

            @Override
            public Outcome sample(SampleSink sink) {
                sampled.countDown();
                return Outcome.SAMPLED;
            }
        };
    }
}
