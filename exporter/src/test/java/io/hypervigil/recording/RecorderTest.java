package io.hypervigil.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.SeriesTable;
import io.hypervigil.sampling.RoundListener;
import io.hypervigil.sampling.Snapshot;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.WindowSettings;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What becomes of rounds in the window; times in seconds since 1970. */
final class RecorderTest {

    private static final Group GROUP = Group.on("test", "of a test");
    private static final Family LOAD = Family.gauge(GROUP, "load", "Load.");
    private static final Family POWER = Family.gauge(GROUP, "power_watts", "Power.", "gpu");
    private static final Family JOBS = Family.counter(GROUP, "jobs_total", "Jobs.", "job");
    private static final Family WAIT = Family.histogram(GROUP, "wait_seconds", "Waits.", "queue");

    private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(0));
    private final SampleWindow window = new SampleWindow(WindowSettings.DEFAULT);
    private final Recorder recorder =
            new Recorder(
                    window, new TargetLabels("hv", "h:1", Map.of()), Duration.ofSeconds(15), clock);
    private final SampleBook book = new SampleBook(new SeriesTable(), 100_000);
    private final RoundListener.Rounds rounds = recorder.probe("test", "one");

    private Samples samples(Consumer<SampleBook> writes) {
        book.begin();
        writes.accept(book);
        return book.finish();
    }

    private void sampledAt(double second, Consumer<SampleBook> writes) {
        var at = Instant.ofEpochMilli((long) (second * 1000));
        clock.advance(Duration.between(clock.instant(), at));
        rounds.sampled(new Snapshot(samples(writes), at, 3_000_000, List.of(), List.of()));
    }

    @Test
    void a_round_is_in_the_window_with_the_labels_of_the_target() {
        recorder.begin();

        sampledAt(
                15,
                book -> {
                    book.add(LOAD, 0.5);
                    book.add(POWER, 300, "0");
                    book.addPart(WAIT, "_bucket", 2, "q", "0.1");
                    book.addPart(WAIT, "_bucket", 3, "q", "+Inf");
                    book.addPart(WAIT, "_sum", 7, "q");
                    book.addPart(WAIT, "_count", 3, "q");
                });

        assertThat(WindowText.of(window))
                .isEqualTo(
                        """
                        load{instance="h:1", job="hv"} 15.0:0.5
                        power_watts{gpu="0", instance="h:1", job="hv"} 15.0:300.0
                        wait_seconds_bucket{instance="h:1", job="hv", le="+Inf", queue="q"} 15.0:3.0
                        wait_seconds_bucket{instance="h:1", job="hv", le="0.1", queue="q"} 15.0:2.0
                        wait_seconds_count{instance="h:1", job="hv", queue="q"} 15.0:3.0
                        wait_seconds_sum{instance="h:1", job="hv", queue="q"} 15.0:7.0
                        """);
        assertThat(recorder.families()).containsExactly(LOAD, POWER, WAIT);
    }

    @Test
    void a_label_that_the_target_has_too_is_called_exported() {
        recorder.begin();

        sampledAt(15, book -> book.add(JOBS, 1, "backup"));

        assertThat(WindowText.of(window))
                .isEqualTo(
                        "jobs_total{exported_job=\"backup\", instance=\"h:1\", job=\"hv\"}"
                                + " 15.0:1.0\n");
    }

    @Test
    void a_series_that_goes_away_ends_and_one_that_comes_begins() {
        recorder.begin();

        sampledAt(15, book -> List.of("0", "1").forEach(gpu -> book.add(POWER, 1, gpu)));
        sampledAt(30, book -> List.of("2", "1").forEach(gpu -> book.add(POWER, 2, gpu)));
        sampledAt(45, book -> List.of("0", "2", "1").forEach(gpu -> book.add(POWER, 3, gpu)));

        assertThat(WindowText.of(window))
                .isEqualTo(
                        """
                        power_watts{gpu="0", instance="h:1", job="hv"} 15.0:1.0 30.0:stale 45.0:3.0
                        power_watts{gpu="1", instance="h:1", job="hv"} 15.0:1.0 30.0:2.0 45.0:3.0
                        power_watts{gpu="2", instance="h:1", job="hv"} 30.0:2.0 45.0:3.0
                        """);
    }

    @Test
    void a_source_that_is_lost_ends_all_of_its_series_and_may_come_back() {
        recorder.begin();
        sampledAt(15, book -> book.add(LOAD, 1));
        clock.advance(Duration.ofSeconds(5));

        rounds.lost();
        rounds.lost();
        sampledAt(45, book -> book.add(LOAD, 2));
        rounds.close();

        assertThat(WindowText.of(window))
                .isEqualTo(
                        "load{instance=\"h:1\", job=\"hv\"} 15.0:1.0 20.0:stale 45.0:2.0"
                                + " 45.001:stale\n");
    }

    @Test
    void rounds_that_follow_sooner_than_the_interval_are_left_out() {
        recorder.begin();

        for (double second : new double[] {15, 16, 29, 29.6, 40, 45, 59.9}) {
            sampledAt(second, book -> book.add(LOAD, second));
        }

        assertThat(WindowText.of(window))
                .isEqualTo(
                        "load{instance=\"h:1\", job=\"hv\"} 15.0:15.0 29.6:29.6 45.0:45.0"
                                + " 59.9:59.9\n");
    }

    @Test
    void a_round_of_before_the_last_is_refused_and_counted() {
        recorder.begin();

        sampledAt(15, book -> book.add(LOAD, 1));
        sampledAt(10, book -> book.add(LOAD, 2));

        assertThat(WindowText.of(window))
                .isEqualTo("load{instance=\"h:1\", job=\"hv\"} 15.0:1.0\n");
        assertThat(window.statistics(0).refused())
                .containsEntry(io.hypervigil.tsdb.Refusal.OUT_OF_ORDER, 1L);
    }

    @Test
    void the_last_round_of_before_the_beginning_is_kept() {
        sampledAt(1, book -> book.add(LOAD, 1));
        sampledAt(2, book -> book.add(LOAD, 2));

        recorder.begin();

        assertThat(WindowText.of(window)).isEqualTo("load{instance=\"h:1\", job=\"hv\"} 2.0:2.0\n");
    }

    @Test
    void a_slow_probe_is_repeated_each_minute_until_its_next_round() {
        recorder.begin();

        sampledAt(15, book -> book.add(LOAD, 1));
        for (long second = 30; second <= 210; second += 15) {
            recorder.repeatOld(second * 1000);
        }
        sampledAt(209.9, book -> book.add(LOAD, 2));
        rounds.lost();
        recorder.repeatOld(600_000);

        assertThat(WindowText.of(window))
                .isEqualTo(
                        "load{instance=\"h:1\", job=\"hv\"} 15.0:1.0 75.0:1.0 135.0:1.0 195.0:1.0"
                                + " 209.9:2.0 209.901:stale\n");
    }

    @Test
    void a_probe_that_starts_again_goes_on_with_its_series() {
        recorder.begin();
        sampledAt(15, book -> book.add(LOAD, 1));
        rounds.close();

        var again = recorder.probe("test", "one");
        again.sampled(
                new Snapshot(
                        samples(book -> book.add(LOAD, 2)),
                        Instant.ofEpochSecond(30),
                        1,
                        List.of(),
                        List.of()));
        rounds.sampled(
                new Snapshot(
                        samples(book -> book.add(LOAD, 3)),
                        Instant.ofEpochSecond(60),
                        1,
                        List.of(),
                        List.of()));

        assertThat(WindowText.of(window))
                .isEqualTo("load{instance=\"h:1\", job=\"hv\"} 15.0:1.0 15.001:stale 30.0:2.0\n");
    }

    @Test
    void a_steady_round_of_10_000_series_allocates_next_to_nothing() {
        recorder.begin();
        var steady =
                samples(
                        book -> {
                            for (int gpu = 0; gpu < 10_000; gpu++) {
                                book.add(POWER, gpu, Integer.toString(gpu));
                            }
                        });
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 1; round <= 20; round++) {
            rounds.sampled(at(steady, round));
        }
        var next = at(steady, 21);

        long before = threads.getCurrentThreadAllocatedBytes();
        rounds.sampled(next);
        long after = threads.getCurrentThreadAllocatedBytes();

        assertThat(after - before).isLessThan(10_000);
        assertThat(window.statistics(0).samples()).isEqualTo(210_000);
    }

    private static Snapshot at(Samples samples, int round) {
        return new Snapshot(samples, Instant.ofEpochSecond(round * 15L), 1, List.of(), List.of());
    }
}
