package io.hypervigil.promql.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RateTest {

    private static final Offset<Double> NEAR = Offset.offset(1e-12);

    @Test
    void the_increase_goes_on_to_both_edges_where_samples_are_near() {
        var series = Series.every(15, 1, 2, 3, 4, 5, 9).in(0, 60);

        // Samples at 15 to 60: 3 in 45 seconds, 60 seconds are covered.
        assertThat(series.value("increase")).isEqualTo(4);
        assertThat(series.value("rate")).isCloseTo(4.0 / 60, NEAR);
    }

    @Test
    void half_a_sample_is_added_where_the_series_ends_within_the_range() {
        var series = Series.every(15, 100, 101, 102, 103).in(-1, 119);

        // 3 in 45 s, a second to the start and half a sample, 7.5 s, at the end.
        assertThat(series.value("increase")).isCloseTo(3 * (45 + 1 + 7.5) / 45, NEAR);
    }

    @Test
    void a_counter_is_not_extrapolated_below_zero_and_a_gauge_is() {
        var series = Series.every(15, Series.GAP, 1, 3, 5, 7).in(0, 60);

        // It was zero 7.5 s before the first sample.
        assertThat(series.value("increase")).isCloseTo(6 * (45 + 7.5) / 45, NEAR);
        assertThat(series.value("delta")).isCloseTo(6 * (45 + 15) / 45.0, NEAR);
    }

    @Test
    void what_a_counter_had_before_it_fell_is_added_and_a_gauge_falls() {
        var series = Series.every(15, 0, 100, 110, 5, 15).in(0, 60);

        assertThat(series.value("increase")).isCloseTo(25 * 60 / 45.0, NEAR);
        assertThat(series.value("delta")).isCloseTo(-85 * 60 / 45.0, NEAR);
    }

    @Test
    void one_sample_has_no_rate() {
        assertThat(Series.every(15, 1, 2).in(0, 15).apply("rate").isNothing()).isTrue();
    }

    @Test
    void a_name_that_is_none_of_a_counter_is_remarked_on_for_rate_and_increase() {
        var series = Series.every(15, 1, 2, 3).named("temperature").in(-1, 30);

        assertThat(series.apply("rate").annotations())
                .containsExactly(
                        "PromQL info: metric might not be a counter, name does not end in"
                                + " _total/_sum/_count/_bucket: \"temperature\" (1:1)");
        assertThat(series.apply("increase").annotations()).hasSize(1);
        assertThat(series.apply("delta").annotations()).isEmpty();
        assertThat(series.apply("irate").annotations()).isEmpty();
    }

    @Test
    void a_series_without_a_result_or_without_a_name_is_not_remarked_on() {
        assertThat(Series.every(15, 1).named("up").in(-1, 30).apply("rate").annotations())
                .isEmpty();
        assertThat(Series.every(15, 1, 2).named("").in(-1, 30).apply("rate").annotations())
                .isEmpty();
    }

    @Test
    void irate_looks_at_the_last_two_samples_only() {
        var series = Series.every(10, 1, 2, 3, 5, 2).in(0, 30);

        assertThat(series.value("irate")).isEqualTo(0.2);
        assertThat(series.value("idelta")).isEqualTo(2);
        assertThat(series.in(0, 40).value("irate")).isEqualTo(0.2);
        assertThat(series.in(0, 40).value("idelta")).isEqualTo(-3);
        assertThat(series.in(30, 40).apply("irate").isNothing()).isTrue();
    }

    @Test
    void a_decrease_that_has_left_the_range_no_longer_counts() {
        var series = Series.every(15, 5, 6, 1, 2, 3, 4, 5);

        assertThat(series.steps("resets", 15, 90, 15, 46))
                .containsExactly(0.0, 1.0, 1.0, 1.0, 0.0, 0.0);
        assertThat(series.steps("increase", 30, 90, 15, 46))
                .containsExactlyElementsOf(
                        IntStream.of(30, 45, 60, 75, 90)
                                .mapToObj(end -> series.in(end - 46, end).value("increase"))
                                .toList());
    }
}
