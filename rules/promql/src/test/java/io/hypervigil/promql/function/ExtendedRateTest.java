package io.hypervigil.promql.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ExtendedRateTest {

    private static final Offset<Double> NEAR = Offset.offset(1e-12);

    @Test
    void anchored_starts_from_the_last_sample_before_the_range() {
        var series = Series.every(15, 1, 2, 3, 4, 5, 9, 10).anchored();

        assertThat(series.in(5, 65).value("increase")).isEqualTo(4);
        assertThat(series.in(20, 80).value("increase")).isEqualTo(7);
        assertThat(series.in(20, 80).value("rate")).isEqualTo(7 / 60.0);
    }

    @Test
    void anchored_starts_from_the_first_sample_where_there_is_none_before() {
        assertThat(Series.every(15, 1, 2, 3).anchored().in(-40, 20).value("increase")).isEqualTo(1);
    }

    @Test
    void anchored_gives_nothing_where_all_samples_are_before_the_range() {
        assertThat(Series.every(60, 1, 2).anchored().in(60, 120).apply("increase").isNothing())
                .isTrue();
    }

    @Test
    void smoothed_draws_lines_through_both_edges() {
        var series = Series.every(15, 1, 2, 3, 4, 5, 9, 10).smoothed();

        // 2 1/3 at the 20th second, 9 1/3 at the 80th.
        assertThat(series.in(20, 80).value("increase")).isCloseTo(7, NEAR);
        assertThat(series.in(20, 80).value("rate")).isCloseTo(7 / 60.0, NEAR);
    }

    @Test
    void smoothed_takes_a_counter_that_fell_at_an_edge_for_begun_at_zero() {
        var series = Series.every(15, 100, 10).smoothed();

        assertThat(series.in(2, 12).value("increase")).isCloseTo(10 * 10 / 15.0, NEAR);
        assertThat(series.in(2, 12).value("delta")).isCloseTo(-90 * 10 / 15.0, NEAR);
    }

    @Test
    void smoothed_gives_nothing_where_all_samples_are_to_one_side() {
        var series = Series.every(10, Series.GAP, 5, 6, 7).smoothed();

        assertThat(series.in(0, 5).apply("rate").isNothing()).isTrue();
        assertThat(series.in(55, 60).apply("rate").isNothing()).isTrue();
        assertThat(series.in(5, 15).value("increase")).isEqualTo(0.5);
    }

    @Test
    void anchored_resets_and_changes_count_from_the_sample_before_the_range() {
        var series = Series.every(60, 9, 8, 8, 9).anchored();

        assertThat(series.in(30, 180).value("changes")).isEqualTo(2);
        assertThat(series.in(30, 180).value("resets")).isEqualTo(1);
        assertThat(series.in(60, 180).value("resets")).isZero();
        assertThat(series.in(180, 240).apply("resets").isNothing()).isTrue();
    }
}
