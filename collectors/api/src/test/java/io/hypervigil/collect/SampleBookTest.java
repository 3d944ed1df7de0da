package io.hypervigil.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SampleBookTest {

    private static final Group GROUP = Group.on("test", "for tests");
    private static final Family LENGTH =
            Family.gauge(GROUP, "queue_length", "Jobs waiting.", "queue");
    private static final Family DONE = Family.counter(GROUP, "jobs_done_total", "Jobs done.");
    private static final Family LATENCY =
            Family.histogram(GROUP, "job_duration_seconds", "Time a job took.", "queue");

    private final SeriesTable table = new SeriesTable();
    private final SampleBook book = new SampleBook(table, 10);

    @Test
    void families_come_sorted_and_samples_as_written() {
        book.begin();
        book.add(LENGTH, 3, "b");
        book.add(LENGTH, 2, "a");
        book.add(DONE, 7);

        assertThat(Exposition.text(List.of(book.finish())))
                .isEqualTo(
                        """
                        # HELP jobs_done_total Jobs done.
                        # TYPE jobs_done_total counter
                        jobs_done_total 7
                        # HELP queue_length Jobs waiting.
                        # TYPE queue_length gauge
                        queue_length{queue="a"} 2
                        queue_length{queue="b"} 3
                        """);
    }

    @Test
    void a_series_is_one_object_from_round_to_round() {
        var first = round(() -> book.add(LENGTH, 1, "a"));
        var second = round(() -> book.add(LENGTH, 2, "a"));

        assertThat(second.families().getFirst().series(0))
                .isSameAs(first.families().getFirst().series(0));
    }

    @Test
    void a_family_that_is_as_it_was_is_the_same_object() {
        var first = family(round(() -> book.add(LENGTH, Double.NaN, "a")));

        assertThat(family(round(() -> book.add(LENGTH, Double.NaN, "a")))).isSameAs(first);
        assertThat(family(round(() -> book.add(LENGTH, 1, "a")))).isNotSameAs(first);
        assertThat(family(round(() -> book.add(LENGTH, Double.NaN, "b")))).isNotSameAs(first);
        assertThat(first.value(0)).isNaN();
    }

    @Test
    void quotes_newlines_backslashes_and_broken_surrogates_are_made_harmless() {
        var samples = round(() -> book.add(LENGTH, 1, "a\"b\nc\\d\uD800e\uD83D\uDE00"));

        assertThat(samples.families().getFirst().series(0))
                .hasToString("queue_length{queue=\"a\\\"b\\nc\\\\d\uFFFDe\uD83D\uDE00\"}");
    }

    @Test
    void a_duplicate_is_dropped_and_counted_and_the_first_is_served() {
        var samples =
                round(
                        () -> {
                            book.add(LENGTH, 1, "a");
                            book.add(LENGTH, 2, "a");
                        });

        assertThat(samples.families().getFirst().value(0)).isEqualTo(1);
        assertThat(samples.size()).isEqualTo(1);
        assertThat(book.dropped(SampleBook.Drop.DUPLICATE)).isEqualTo(1);
        assertThat(book.lastDropped())
                .isEqualTo("queue_length{queue=\"a\"}: written twice in one round");
    }

    @Test
    void values_that_are_cut_to_the_same_text_are_duplicates() {
        var longValue = "x".repeat(Series.MAX_LABEL_VALUE);

        var samples =
                round(
                        () -> {
                            book.add(LENGTH, 1, longValue + "1");
                            book.add(LENGTH, 2, longValue + "2");
                            book.add(LENGTH, 3, longValue);
                        });

        assertThat(samples.size()).isEqualTo(1);
        assertThat(book.dropped(SampleBook.Drop.DUPLICATE)).isEqualTo(2);
    }

    @Test
    void a_series_of_another_probe_is_refused_until_that_probe_lets_go() {
        var other = new SampleBook(table, 10);
        other.begin();
        other.add(LENGTH, 1, "a");
        other.finish();

        assertThat(round(() -> book.add(LENGTH, 2, "a")).size()).isZero();
        other.begin();
        other.finish();

        assertThat(round(() -> book.add(LENGTH, 2, "a")).size()).isEqualTo(1);
    }

    @Test
    void invalid_names_wrong_label_counts_and_patterns_are_dropped_and_named() {
        var samples =
                round(
                        () -> {
                            book.add(Family.gauge(GROUP, "no-name", "help"), 1);
                            book.add(Family.gauge(GROUP, "ok", "help", "no-label"), 1, "x");
                            book.add(Family.gauge(GROUP, "ok", "help", "__mine"), 1, "x");
                            book.add(LENGTH, 1);
                            book.add(Family.gauge(GROUP, "some_*_bytes", "help"), 1);
                            book.add(DONE, 1);
                        });

        assertThat(samples.size()).isEqualTo(1);
        assertThat(book.dropped(SampleBook.Drop.INVALID)).isEqualTo(5);
    }

    @Test
    void a_name_in_use_with_another_type_is_refused() {
        book.begin();
        book.add(DONE, 1);
        book.add(Family.gauge(GROUP, "jobs_done_total", "Jobs done."), 2);

        assertThat(book.finish().size()).isEqualTo(1);
        assertThat(book.lastDropped())
                .isEqualTo("jobs_done_total: in use with another type elsewhere");
    }

    @Test
    void beyond_the_limit_new_series_are_dropped_and_old_ones_kept() {
        var samples =
                round(
                        () -> {
                            for (int i = 0; i < 12; i++) {
                                book.add(LENGTH, i, "q" + i);
                            }
                        });

        assertThat(samples.size()).isEqualTo(10);
        assertThat(book.dropped(SampleBook.Drop.LIMIT)).isEqualTo(2);
        assertThat(round(() -> book.add(LENGTH, 1, "new")).size()).isZero();
        assertThat(round(() -> book.add(LENGTH, 1, "new")).size()).isEqualTo(1);
    }

    @Test
    void parts_of_a_histogram_carry_their_own_label() {
        var samples =
                round(
                        () -> {
                            book.addPart(LATENCY, "_bucket", 1, "a", "0.5");
                            book.addPart(LATENCY, "_bucket", 2, "a", "+Inf");
                            book.addPart(LATENCY, "_sum", 3.5, "a");
                            book.addPart(LATENCY, "_count", 2, "a");
                        });

        assertThat(Exposition.text(List.of(samples)))
                .isEqualTo(
                        """
                        # HELP job_duration_seconds Time a job took.
                        # TYPE job_duration_seconds histogram
                        job_duration_seconds_bucket{queue="a",le="0.5"} 1
                        job_duration_seconds_bucket{queue="a",le="+Inf"} 2
                        job_duration_seconds_sum{queue="a"} 3.5
                        job_duration_seconds_count{queue="a"} 2
                        """);
    }

    private Samples round(Runnable writing) {
        book.begin();
        writing.run();
        return book.finish();
    }

    private static Samples.OfFamily family(Samples samples) {
        return samples.families().getFirst();
    }
}
