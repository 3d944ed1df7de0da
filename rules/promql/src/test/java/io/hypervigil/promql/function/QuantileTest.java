package io.hypervigil.promql.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class QuantileTest {

    @Provide
    Arbitrary<double[]> values() {
        return Arbitraries.frequencyOf(
                        Tuple.of(20, Arbitraries.integers().between(-9, 9).map(i -> (double) i)),
                        Tuple.of(5, Arbitraries.doubles().between(-100, 100)),
                        Tuple.of(
                                1,
                                Arbitraries.of(
                                        Double.NaN,
                                        Double.POSITIVE_INFINITY,
                                        Double.NEGATIVE_INFINITY)))
                .array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(80);
    }

    @Property
    void a_quantile_is_that_of_the_sorted_values(
            @ForAll("values") double[] values, @ForAll @DoubleRange(min = 0, max = 1) double q) {
        assertThat(Quantile.of(q, values.clone(), values.length))
                .isEqualTo(Double.valueOf(sorted(q, values)));
    }

    @Property
    void a_window_that_moves_has_the_quantiles_of_its_samples(
            @ForAll("values") double[] values,
            @ForAll @DoubleRange(min = 0, max = 1) double q,
            @ForAll @IntRange(min = 1, max = 40) int range,
            @ForAll @IntRange(min = 1, max = 10) int step) {
        var expected =
                IntStream.iterate(0, end -> end < values.length, end -> end + step)
                        .mapToObj(
                                end ->
                                        sorted(
                                                q,
                                                Arrays.copyOfRange(
                                                        values,
                                                        Math.max(0, end - range + 1),
                                                        end + 1)))
                        .toList();

        assertThat(
                        Series.every(1, values)
                                .steps("quantile_over_time", 0, values.length - 1, step, range, q))
                .isEqualTo(expected);
    }

    @Property(tries = 20)
    void what_is_no_quantile_is_warned_of(@ForAll("beyond") double q) {
        var outcome = Series.every(10, 1, 2, 3).in(-1, 20).applyTo("quantile_over_time", q);

        assertThat(outcome.value())
                .isEqualTo(Double.valueOf(Math.signum(q) * Double.POSITIVE_INFINITY));
        assertThat(outcome.annotations()).hasSize(1);
        assertThat(outcome.annotations().getFirst())
                .startsWith("PromQL warning: quantile value should be between 0 and 1, got ");
    }

    @Provide
    Arbitrary<Double> beyond() {
        return Arbitraries.of(List.of(-0.1, 1.1, Double.NaN, Double.NEGATIVE_INFINITY));
    }

    private static double sorted(double q, double[] values) {
        var nans = Arrays.stream(values).filter(Double::isNaN);
        var numbers = Arrays.stream(values).filter(value -> !Double.isNaN(value)).sorted();
        var sorted = DoubleStream.concat(nans, numbers).toArray();
        double rank = q * (values.length - 1);
        int lower = (int) Math.floor(rank);
        int upper = Math.min(values.length - 1, lower + 1);
        double weight = rank - Math.floor(rank);
        return sorted[lower] * (1 - weight) + sorted[upper] * weight;
    }
}
