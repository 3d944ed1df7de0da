package io.hypervigil.promql.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StartTimestampsTest {

    private static final Offset<Double> NEAR = Offset.offset(1e-9);

    @Test
    void a_later_start_says_that_a_counter_began_anew_though_it_is_higher() {
        var series =
                Series.empty().begun(60, 120, 5).begun(60, 180, 8).begun(200, 240, 9).in(100, 240);

        assertThat(series.value("resets")).isEqualTo(1);
        assertThat(series.value("irate")).isEqualTo(9 / 60.0);
        // 5, 8, then 9 more; the start lies before the range, so it is extrapolated.
        assertThat(series.value("increase")).isCloseTo(12 * (120 + 20) / 120.0, NEAR);
    }

    @Test
    void a_start_within_the_range_is_a_sample_of_zero() {
        var series = Series.empty().begun(150, 180, 2).begun(150, 240, 3).in(60, 240);

        assertThat(series.value("increase")).isEqualTo(3);
    }

    @Test
    void one_sample_is_enough_where_its_start_is_within_the_range() {
        var series = Series.empty().begun(150, 240, 3);

        assertThat(series.in(60, 300).value("increase")).isEqualTo(3);
        assertThat(series.in(60, 300).value("rate")).isEqualTo(3 / 240.0);
        assertThat(series.in(150, 300).apply("increase").isNothing()).isTrue();
        assertThat(series.in(60, 300).apply("delta").isNothing()).isTrue();
    }

    @Test
    void deltas_that_begin_where_the_one_before_ended_are_added_up() {
        var series = Series.empty().begun(60, 120, 1).begun(120, 180, 1).in(119, 180);

        assertThat(series.value("resets")).isEqualTo(1);
    }

    @Test
    void a_cumulative_series_that_does_not_know_its_start_is_not_reset() {
        assertThat(Series.empty().at(120, 1.0).begun(120, 180, 1).in(119, 180).value("resets"))
                .isZero();
        assertThat(
                        Series.empty()
                                .begun(120, 120, 1)
                                .begun(120, 180, 1)
                                .in(119, 180)
                                .value("resets"))
                .isZero();
    }

    @Test
    void a_start_after_its_own_sample_is_not_believed() {
        var series = Series.empty().begun(60, 120, 1).begun(200, 180, 2).in(100, 180);

        assertThat(series.value("resets")).isZero();
    }

    @Test
    void time_counted_twice_is_warned_of() {
        var series = Series.empty().begun(-60, 60, 60).begun(1, 120, 120).in(-5, 120);

        assertThat(series.apply("rate").annotations())
                .containsExactly(
                        "PromQL warning: sample has start time that overlaps with previous sample"
                                + " timestamp for metric \"requests_total\" (1:1)");
    }
}
