package io.hypervigil.promql.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.hypervigil.promql.histogram.FloatHistogram.ResetHint;
import io.hypervigil.promql.histogram.FloatHistogram.Span;
import io.hypervigil.promql.histogram.HistogramNotes.Note;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class FloatHistogramTest {

    private final HistogramNotes notes = new HistogramNotes();

    /** Of positive buckets from an index on. */
    private static FloatHistogram of(int schema, int offset, double... counts) {
        double count = 0;
        for (double bucket : counts) {
            count += bucket;
        }
        return new FloatHistogram(
                ResetHint.UNKNOWN,
                schema,
                0,
                0,
                count,
                count * 2,
                new Span[] {new Span(offset, counts.length)},
                counts,
                new Span[0],
                new double[0],
                new double[0]);
    }

    private static FloatHistogram custom(double[] bounds, double... counts) {
        double count = 0;
        for (double bucket : counts) {
            count += bucket;
        }
        return new FloatHistogram(
                ResetHint.UNKNOWN,
                FloatHistogram.CUSTOM_BUCKETS_SCHEMA,
                0,
                0,
                count,
                count,
                new Span[] {new Span(0, counts.length)},
                counts,
                new Span[0],
                new double[0],
                bounds);
    }

    @Test
    void it_is_written_with_the_bounds_of_its_buckets() {
        assertThat(of(0, 0, 1, 0, 2)).hasToString("{count:3, sum:6, (0.5,1]:1, (2,4]:2}");
        assertThat(custom(new double[] {5, 10}, 1, 2, 3))
                .hasToString("{count:6, sum:6, [-Inf,5]:1, (5,10]:2, (10,+Inf]:3}");
    }

    @Test
    void a_sum_has_the_coarser_resolution() {
        assertThat(of(1, 1, 1, 2, 3, 4).plus(of(0, 1, 10, 20), notes)).isEqualTo(of(0, 1, 13, 27));
        assertThat(notes.isEmpty()).isTrue();
    }

    @Test
    void a_sum_of_custom_buckets_keeps_the_bounds_that_both_have() {
        assertThat(
                        custom(new double[] {1, 2, 5}, 1, 2, 3, 4)
                                .plus(custom(new double[] {2, 5, 10}, 10, 20, 30, 40), notes))
                .isEqualTo(custom(new double[] {2, 5}, 13, 23, 74));
        assertThat(notes.has(Note.BOUNDS_RECONCILED)).isTrue();
    }

    @Test
    void exponential_and_custom_buckets_have_no_sum() {
        assertThat(of(0, 0, 1).plus(custom(new double[] {1}, 1, 2), notes)).isNull();
    }

    @Test
    void a_counter_began_anew_where_any_bucket_has_less() {
        assertThat(of(0, 0, 5, 4).isResetSince(of(0, 0, 5, 3))).isFalse();
        assertThat(of(0, 0, 9, 2).isResetSince(of(0, 0, 5, 3))).isTrue();
        assertThat(of(0, 1, 9).isResetSince(of(0, 0, 1, 3))).isTrue();
        assertThat(of(0, 0, 9).withHint(ResetHint.RESET).isResetSince(of(0, 0, 1))).isTrue();
    }

    @Test
    void what_comes_from_outside_is_held_against_the_rules() {
        of(0, 0, 1, 2).check();
        assertThatThrownBy(() -> of(0, 0, 1, -2).check())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> custom(new double[] {2, 1}, 1, 2, 3).check())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(9, 0, 1).check())
                .hasMessageContaining("schema 9 is neither from -4 to 8 nor -53");
    }

    @Property
    void what_is_added_and_taken_away_leaves_the_rest(
            @ForAll @IntRange(min = -4, max = 8) int schema,
            @ForAll @IntRange(min = -20, max = 20) int offset,
            @ForAll @Size(min = 1, max = 9) List<@IntRange(max = 1000) Integer> counts,
            @ForAll @Size(min = 1, max = 9) List<@IntRange(max = 1000) Integer> more) {
        var one = of(schema, offset, doubles(counts));
        var other = of(schema, offset + 3, doubles(more));

        var sum = Objects.requireNonNull(one.plus(other, notes));
        var rest = Objects.requireNonNull(sum.minus(other, notes));

        assertThat(sum.count()).isEqualTo(one.count() + other.count());
        assertThat(rest.compact()).isEqualTo(one.compact());
        assertThat(Objects.requireNonNull(other.plus(one, notes)).compact())
                .isEqualTo(sum.compact());
    }

    @Property
    void a_quantile_is_not_above_one_of_a_larger_fraction_and_a_fraction_finds_it_again(
            @ForAll @IntRange(min = -1, max = 4) int schema,
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 1000) Integer> counts,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double fraction) {
        var histogram = of(schema, 2, doubles(counts));

        double quantile = HistogramQuantile.of(fraction, histogram, notes);

        assertThat(quantile)
                .isLessThanOrEqualTo(HistogramQuantile.of(fraction + 0.01, histogram, notes));
        assertThat(HistogramFraction.between(0, quantile, histogram, notes))
                .isEqualTo(fraction, within(1e-9));
    }

    private static double[] doubles(List<Integer> counts) {
        return counts.stream().mapToDouble(Integer::doubleValue).toArray();
    }
}
