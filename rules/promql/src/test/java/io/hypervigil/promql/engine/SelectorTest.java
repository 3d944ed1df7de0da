package io.hypervigil.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.storage.Staleness;
import org.junit.jupiter.api.Test;

class SelectorTest {

    private final MemoryStore store =
            new MemoryStore()
                    .add(Labels.of("__name__", "m", "i", "1"), 60_000, 0, 1, 2, 3, 4)
                    .add(
                            Labels.of("__name__", "m", "i", "2"),
                            60_000,
                            0,
                            10,
                            Staleness.MARKER,
                            MemoryStore.NONE,
                            40);

    private final Queries queries = new Queries(store, Queries.ALL, QueryLimits.WIDE);

    @Test
    void the_latest_sample_counts_until_it_is_too_old_or_the_series_ends() {
        assertThat(queries.range("m", 60, 240, 60))
                .isEqualTo(
                        """
                        m{i="1"} 1@60 2@120 3@180 4@240
                        m{i="2"} 10@60 40@240""");
        assertThat(queries.instant("m", 4 * 60 + 299)).isEqualTo("m{i=\"1\"} 4\nm{i=\"2\"} 40");
        assertThat(queries.instant("m", 4 * 60 + 300)).isEmpty();
    }

    @Test
    void an_offset_and_a_fixed_time_move_the_samples_not_the_steps() {
        assertThat(queries.range("m{i=\"1\"} offset 1m", 60, 180, 60))
                .isEqualTo("m{i=\"1\"} 0@60 1@120 2@180");
        assertThat(queries.range("m{i=\"1\"} offset -1m", 60, 180, 60))
                .isEqualTo("m{i=\"1\"} 2@60 3@120 4@180");
        assertThat(queries.range("m{i=\"1\"} @ 120 offset 1m", 60, 180, 60))
                .isEqualTo("m{i=\"1\"} 1@60 1@120 1@180");
        assertThat(queries.range("m{i=\"1\"} @ end() - m{i=\"1\"} @ start()", 60, 180, 60))
                .isEqualTo("{i=\"1\"} 2@60 2@120 2@180");
    }

    @Test
    void a_range_is_open_on_the_left_and_leaves_markers_out() {
        assertThat(queries.instant("m[3m]", 240))
                .isEqualTo("m{i=\"1\"} 2@120 3@180 4@240\nm{i=\"2\"} 40@240");
        assertThat(queries.instant("m{i=\"1\"}[2m] offset 1m", 240))
                .isEqualTo("m{i=\"1\"} 2@120 3@180");
    }

    @Test
    void a_subquery_has_steps_of_its_own_at_multiples_of_their_length() {
        assertThat(queries.instant("(m{i=\"1\"} * 2)[2m:50s]", 230))
                .isEqualTo("{i=\"1\"} 4@150 6@200");
        assertThat(queries.instant("m{i=\"1\"}[2m:]", 240)).isEqualTo("m{i=\"1\"} 3@180 4@240");
        assertThat(queries.instant("vector(1)[2m:1m] offset 1m", 240)).isEqualTo("{} 1@120 1@180");
        assertThat(queries.instant("m[10s:1m]", 30)).isEmpty();
    }

    @Test
    void durations_may_be_calculated_but_have_to_be_positive() {
        assertThat(queries.instant("m{i=\"1\"}[2 * 1m]", 240)).isEqualTo("m{i=\"1\"} 3@180 4@240");
        assertThat(queries.range("m{i=\"1\"} offset step()", 60, 120, 60))
                .isEqualTo("m{i=\"1\"} 0@60 1@120");
        assertThat(queries.fault("m[step()]", 60)).isEqualTo("duration must be greater than 0");
        assertThat(queries.fault("m[1m / step()]", 60)).isEqualTo("division by zero");
    }

    @Test
    void timestamp_knows_when_a_sample_was_taken() {
        assertThat(queries.instant("timestamp(m{i=\"1\"})", 90)).isEqualTo("{i=\"1\"} 60");
        assertThat(queries.instant("timestamp((m{i=\"1\"}) + 1)", 90)).isEqualTo("{i=\"1\"} 90");
        assertThat(queries.range("timestamp(m{i=\"1\"} @ 70)", 0, 60, 30))
                .isEqualTo("{i=\"1\"} 60@0 60@30 60@60");
    }

    @Test
    void a_smoothed_value_lies_between_its_neighbours() {
        assertThat(queries.instant("m{i=\"1\"} smoothed", 90)).isEqualTo("m{i=\"1\"} 1.5");
        assertThat(queries.instant("m{i=\"1\"} smoothed", 250)).isEqualTo("m{i=\"1\"} 4");
    }

    @Test
    void numbers_and_texts_are_values_too() {
        assertThat(queries.instant("1 + 2 * time()", 60)).isEqualTo("121");
        assertThat(queries.instant("\"a\"", 60)).isEqualTo("a");
        assertThat(queries.range("time() - start()", 60, 80, 10)).isEqualTo("{} 0@60 10@70 20@80");
        assertThat(queries.instant("scalar(m)", 60)).isEqualTo("NaN");
        assertThat(queries.range("scalar(m{i=\"1\"}) + end() - range()", 60, 120, 60))
                .isEqualTo("{} 61@60 62@120");
        assertThat(queries.instant("min_of(3, max_of(1, 2))", 60)).isEqualTo("2");
    }

    @Test
    void a_range_of_texts_or_ranges_is_refused() throws Exception {
        var engine = new Engine(Queries.ALL);
        var range = engine.parse("m[1m]");
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> engine.range(store, range, 0, 1, 1, QueryLimits.WIDE))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "invalid expression type \"range vector\" for range query, must be Scalar"
                                + " or instant Vector");
    }
}
