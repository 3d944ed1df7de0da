package io.hypervigil.promql.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.histogram.ClassicHistogram.Repair;
import org.junit.jupiter.api.Test;

final class ClassicHistogramTest {

    private final ClassicHistogram histogram = new ClassicHistogram();

    @Test
    void observations_are_taken_to_be_spread_evenly_within_a_bucket() {
        histogram.add(Double.POSITIVE_INFINITY, 10);
        histogram.add(1, 4);
        histogram.add(2, 8);

        assertThat(histogram.quantile(0.2)).isEqualTo(0.5);
        assertThat(histogram.quantile(0.6)).isEqualTo(1.5);
        // Nobody knows how far the last bucket reaches.
        assertThat(histogram.quantile(0.95)).isEqualTo(2);
        assertThat(histogram.fraction(0, 1.5)).isEqualTo(0.6);
    }

    @Test
    void without_a_last_bucket_there_is_no_quantile() {
        histogram.add(1, 4);
        histogram.add(2, 8);

        assertThat(histogram.quantile(0.5)).isNaN();
        assertThat(histogram.fraction(0, 1)).isNaN();
    }

    @Test
    void a_count_that_falls_is_raised_to_the_one_before_and_told_of() {
        histogram.add(1, 5);
        histogram.add(2, 3);
        histogram.add(4, 8);
        histogram.add(Double.POSITIVE_INFINITY, 8);

        assertThat(histogram.quantile(0.75)).isEqualTo(2 + 2 * (1.0 / 3));
        assertThat(histogram.repair()).isEqualTo(new Repair(2, 2, 2));
    }

    @Test
    void a_fraction_outside_zero_to_one_is_infinitely_far() {
        histogram.add(1, 5);
        histogram.add(Double.POSITIVE_INFINITY, 5);

        assertThat(histogram.quantile(-0.1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(histogram.quantile(1.1)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(histogram.quantile(Double.NaN)).isNaN();
    }
}
