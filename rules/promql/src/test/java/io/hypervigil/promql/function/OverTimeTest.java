package io.hypervigil.promql.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.promql.histogram.FloatHistogram;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverTimeTest {

    private static final double NAN = Double.NaN;
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @CsvSource({
        "avg_over_time,         2.5",
        "changes,               3",
        "count_over_time,       4",
        "first_over_time,       4",
        "last_over_time,        3",
        "mad_over_time,         1",
        "max_over_time,         4",
        "min_over_time,         1",
        "present_over_time,     1",
        "resets,                2",
        "stddev_over_time,      1.118033988749895",
        "stdvar_over_time,      1.25",
        "sum_over_time,         10",
        "ts_of_first_over_time, 10",
        "ts_of_last_over_time,  40",
        "ts_of_max_over_time,   10",
        "ts_of_min_over_time,   30",
    })
    void each_function_of_four_samples(String function, double expected) {
        var series = Series.every(10, 99, 4, 2, 1, 3, 99).in(0, 40);

        assertThat(series.value(function)).isEqualTo(expected);
    }

    @Test
    void sums_keep_what_rounding_takes_away() {
        var series = Series.every(10, 1e100, 1, -1e100, 1).in(-1, 30);

        assertThat(series.value("sum_over_time")).isEqualTo(2);
        assertThat(series.value("avg_over_time")).isEqualTo(0.5);
    }

    @Test
    void an_average_outlives_a_sum_that_is_too_large() {
        var series = Series.every(10, Double.MAX_VALUE, Double.MAX_VALUE, 1e308).in(-1, 30);

        assertThat(series.value("sum_over_time")).isEqualTo(INFINITE);
        assertThat(series.value("avg_over_time")).isCloseTo(1.5317954e308, Offset.offset(1e301));
    }

    @Test
    void infinite_and_missing_numbers_are_passed_on() {
        assertThat(Series.every(10, 1, INFINITE).in(-1, 30).value("sum_over_time"))
                .isEqualTo(INFINITE);
        assertThat(Series.every(10, INFINITE, -INFINITE).in(-1, 30).value("sum_over_time")).isNaN();
        assertThat(Series.every(10, 1, INFINITE).in(-1, 30).value("avg_over_time"))
                .isEqualTo(INFINITE);
        assertThat(Series.every(10, NAN, 1).in(-1, 30).value("avg_over_time")).isNaN();
    }

    @Test
    void the_greatest_and_the_least_are_numbers_where_there_are_any() {
        var series = Series.every(10, NAN, 3, NAN, 1, 3).in(-1, 40);

        assertThat(series.value("max_over_time")).isEqualTo(3);
        assertThat(series.value("min_over_time")).isEqualTo(1);
        assertThat(series.value("ts_of_max_over_time")).isEqualTo(40);
        assertThat(series.value("ts_of_min_over_time")).isEqualTo(30);
        assertThat(series.in(-1, 0).value("max_over_time")).isNaN();
        assertThat(series.value("mad_over_time")).isNaN();
    }

    @Test
    void from_missing_to_missing_is_no_change() {
        assertThat(Series.every(10, NAN, NAN, 0, 0).in(-1, 40).value("changes")).isEqualTo(1);
    }

    @Test
    void a_line_is_drawn_through_the_samples() {
        var series = Series.every(10, 1, 3, 5, 7).in(-1, 60);

        assertThat(series.value("deriv")).isEqualTo(0.2);
        assertThat(series.value("predict_linear", 40)).isCloseTo(21, Offset.offset(1e-12));
        assertThat(series.in(20, 60).apply("deriv").isNothing()).isTrue();
    }

    @Test
    void what_stays_the_same_has_no_slope_and_infinity_none_that_could_be_told() {
        assertThat(Series.every(10, 7, 7, 7).in(-1, 60).value("deriv")).isZero();
        assertThat(Series.every(10, 7, 7, 7).in(-1, 60).value("predict_linear", 60)).isEqualTo(7);
        assertThat(Series.every(10, INFINITE, INFINITE).in(-1, 60).value("deriv")).isNaN();
    }

    @Test
    void smoothing_follows_level_and_trend() {
        var series = Series.every(10, 0, 10, 20, 30, 50).in(-1, 60);

        assertThat(series.value("double_exponential_smoothing", 0.5, 0.5)).isEqualTo(45);
        assertThat(series.in(30, 60).apply("double_exponential_smoothing", 0.5, 0.5).isNothing())
                .isTrue();
    }

    @Test
    void factors_of_smoothing_lie_between_zero_and_one() {
        var series = Series.every(10, 0, 10).in(-1, 60);

        assertThatThrownBy(() -> series.value("double_exponential_smoothing", 1.5, 0.5))
                .isInstanceOf(FunctionException.class)
                .hasMessage("invalid smoothing factor. Expected: 0 < sf < 1, got: 1.500000");
        assertThatThrownBy(() -> series.value("double_exponential_smoothing", 0.5, 0))
                .isInstanceOf(FunctionException.class)
                .hasMessage("invalid trend factor. Expected: 0 < tf < 1, got: 0.000000");
    }

    @ParameterizedTest
    @CsvSource({
        "deriv",
        "mad_over_time",
        "max_over_time",
        "min_over_time",
        "stddev_over_time",
        "stdvar_over_time",
        "ts_of_max_over_time",
        "ts_of_min_over_time",
    })
    void functions_of_floats_leave_histograms_out_and_say_so(String function) {
        var histogram = FloatHistogram.ofSum(1);

        assertThat(
                        Series.every(10, 1, 2)
                                .at(20, histogram)
                                .in(-1, 20)
                                .apply(function)
                                .annotations())
                .containsExactly(
                        "PromQL info: ignored histograms in a range containing both floats and"
                                + " histograms for metric name \"requests_total\" (1:1)");
        assertThat(Series.every(10, histogram, histogram).in(-1, 20).apply(function))
                .satisfies(
                        outcome -> {
                            assertThat(outcome.isNothing()).isTrue();
                            assertThat(outcome.annotations()).isEmpty();
                        });
    }

    @ParameterizedTest
    @CsvSource({"avg_over_time", "sum_over_time", "rate", "increase", "delta", "irate", "idelta"})
    void functions_of_either_refuse_both(String function) {
        var outcome =
                Series.every(10, 1).at(10, FloatHistogram.ofSum(1)).in(-1, 20).apply(function);

        assertThat(outcome.isNothing()).isTrue();
        assertThat(outcome.annotations())
                .containsExactly(
                        "PromQL warning: encountered a mix of histograms and floats for metric"
                                + " name \"requests_total\" (1:1)");
    }

    @Test
    void the_first_and_the_last_sample_may_be_a_histogram() {
        var first = FloatHistogram.ofSum(1);
        var last = FloatHistogram.ofSum(2);
        var series = Series.every(10, first).at(10, 5.0).at(20, last);

        assertThat(series.in(-1, 20).apply("first_over_time").histogram()).isSameAs(first);
        assertThat(series.in(-1, 20).apply("last_over_time").histogram()).isSameAs(last);
        assertThat(series.in(0, 20).value("first_over_time")).isEqualTo(5);
        assertThat(series.in(-1, 10).value("last_over_time")).isEqualTo(5);
        assertThat(series.in(-1, 20).value("count_over_time")).isEqualTo(3);
        assertThat(series.in(-1, 20).value("ts_of_first_over_time")).isZero();
        assertThat(series.in(-1, 20).value("ts_of_last_over_time")).isEqualTo(20);
        assertThat(series.in(-1, 20).value("changes")).isEqualTo(2);
        assertThat(series.in(-1, 20).value("resets")).isEqualTo(2);
    }
}
