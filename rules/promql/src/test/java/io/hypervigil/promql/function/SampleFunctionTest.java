package io.hypervigil.promql.function;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.histogram.FloatHistogram;
import io.hypervigil.promql.value.Absent;
import io.hypervigil.promql.value.Annotations;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleFunctionTest {

    private static final double NAN = Double.NaN;

    /** A function of a sample, its other arguments behind it. */
    private static double apply(String function, double value, double... numbers) {
        var arguments = new double[numbers.length + 1];
        System.arraycopy(numbers, 0, arguments, 1, numbers.length);
        var context = Series.context(new Annotations(), false, arguments);
        return requireNonNull(FunctionLibrary.sample(function), function).apply(value, context);
    }

    @ParameterizedTest
    @CsvSource({
        "abs,   -2,       2",
        "acos,   1,       0",
        "acosh,  1,       0",
        "acosh,  1.5,     0.9624236501192069",
        "acosh,  10,      2.993222846126381",
        "acosh,  1e300,   691.4686750787736",
        "acosh,  0.5,     NaN",
        "asin,   0,       0",
        "asinh,  0,       0",
        "asinh, -1,      -0.881373587019543",
        "asinh,  10,      2.99822295029797",
        "asinh,  1e300,   691.4686750787736",
        "asinh,  1e-30,   1e-30",
        "atan,   0,       0",
        "atanh,  0.25,    0.25541281188299536",
        "atanh, -0.5,    -0.5493061443340548",
        "atanh,  1,       Infinity",
        "atanh,  2,       NaN",
        "ceil,   1.2,     2",
        "cos,    0,       1",
        "cosh,   0,       1",
        "deg,    3.141592653589793, 180",
        "exp,    0,       1",
        "floor, -1.2,    -2",
        "ln,     1,       0",
        "ln,     0,       -Infinity",
        "log2,   8,       3",
        "log2,   4.9e-324, -1074",
        "log2,   0,       -Infinity",
        "log2,  -1,       NaN",
        "log10,  100,     2",
        "rad,    180,     3.141592653589793",
        "sgn,   -3,      -1",
        "sgn,    0,       0",
        "sgn,    5,       1",
        "sgn,    NaN,     NaN",
        "sin,    0,       0",
        "sinh,   0,       0",
        "sqrt,   9,       3",
        "tan,    0,       0",
        "tanh,   0,       0",
    })
    void each_function_of_a_number(String function, double value, double expected) {
        double result = apply(function, value);

        // Boxed: NaN equals NaN then.
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            assertThat(result).isEqualTo(Double.valueOf(expected));
        } else {
            assertThat(result).isCloseTo(expected, Offset.offset(Math.abs(expected) * 1e-14));
        }
    }

    @Test
    void rounding_goes_up_at_the_half_to_the_nearest_multiple() {
        assertThat(apply("round", 2.5)).isEqualTo(3);
        assertThat(apply("round", -2.5)).isEqualTo(-2);
        assertThat(apply("round", 2.57, 0.1)).isEqualTo(2.6);
        assertThat(apply("round", 7, 5)).isEqualTo(5);
    }

    @Test
    void clamping_keeps_a_value_within_bounds_and_drops_it_where_there_is_no_within() {
        assertThat(apply("clamp", 7, 0, 5)).isEqualTo(5);
        assertThat(apply("clamp", -7, 0, 5)).isZero();
        assertThat(apply("clamp_min", -7, 0)).isZero();
        assertThat(apply("clamp_max", 7, 5)).isEqualTo(5);
        assertThat(apply("clamp", 7, 0, NAN)).isNaN();
        assertThat(apply("clamp", NAN, 0, 5)).isNaN();
        assertThat(apply("clamp_min", NAN, Double.POSITIVE_INFINITY))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Absent.is(apply("clamp", 3, 5, 0))).isTrue();
    }

    @Property
    void calendar_functions_agree_with_the_calendar(
            @ForAll @LongRange(min = -100_000_000_000L, max = 100_000_000_000L) long second) {
        var time = Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC);

        assertThat(apply("minute", (double) second)).isEqualTo(time.getMinute());
        assertThat(apply("hour", (double) second)).isEqualTo(time.getHour());
        assertThat(apply("day_of_week", (double) second))
                .isEqualTo(time.getDayOfWeek().getValue() % 7);
        assertThat(apply("day_of_month", (double) second)).isEqualTo(time.getDayOfMonth());
        assertThat(apply("day_of_year", (double) second)).isEqualTo(time.getDayOfYear());
        assertThat(apply("days_in_month", (double) second))
                .isEqualTo(time.toLocalDate().lengthOfMonth());
        assertThat(apply("month", (double) second)).isEqualTo(time.getMonthValue());
        assertThat(apply("year", (double) second)).isEqualTo(time.getYear());
    }

    @Test
    void fractions_of_a_second_are_cut_off_towards_1970() {
        assertThat(apply("year", -0.9)).isEqualTo(1970);
        assertThat(apply("minute", 59.999)).isZero();
    }

    @Test
    void what_is_no_time_gives_the_day_that_it_gives_in_go() {
        assertThat(apply("year", NAN)).isEqualTo(292277026596.0);
        assertThat(apply("month", NAN)).isEqualTo(12);
        assertThat(apply("day_of_month", Double.POSITIVE_INFINITY)).isEqualTo(4);
        assertThat(apply("hour", Double.NEGATIVE_INFINITY)).isEqualTo(15);
    }

    @Test
    void only_readings_of_histograms_take_histograms() {
        var histogram = FloatHistogram.ofSum(7);
        var context = Series.context(new Annotations(), false, 0);

        assertThat(
                        requireNonNull(FunctionLibrary.sample("histogram_sum"))
                                .apply(histogram, context))
                .isEqualTo(7);
        assertThat(
                        Absent.is(
                                requireNonNull(FunctionLibrary.sample("abs"))
                                        .apply(histogram, context)))
                .isTrue();
        assertThat(Absent.is(apply("histogram_sum", 7))).isTrue();
    }
}
