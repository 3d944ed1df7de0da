package io.hypervigil.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.storage.SampleBuffer;
import io.hypervigil.promql.storage.Staleness;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whatever its bits are, a value comes back with these. */
final class ExactSamplesTest {

    private static final double[] ODD = {
        Double.NaN,
        Double.longBitsToDouble(0x7ff8_0000_dead_beefL),
        Double.longBitsToDouble(0xfff0_0000_0000_0001L),
        Double.longBitsToDouble(0x7ff0_0000_0000_0003L),
        Staleness.MARKER,
        -0.0,
        0.0,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        0.1
    };

    private final SampleWindow window =
            new SampleWindow(new WindowSettings(Duration.ofHours(3), 100, 1 << 20));

    private static long[] bits(double[] values, int count) {
        return Arrays.stream(values, 0, count).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    private static double value(int round) {
        return ODD[(round / (1 + round / 100)) % ODD.length];
    }

    @Test
    void in_rounds() {
        var source = window.source("host");
        var expected = new double[700];
        for (int round = 0; round < expected.length; round++) {
            source.begin(round * 1000L);
            expected[round] = value(round);
            var series = Objects.requireNonNull(source.series(Labels.of("a", "b")));
            assertThat(source.append(series, expected[round])).isTrue();
            source.commit();
        }

        assertRead(expected);
    }

    @Test
    void one_by_one() {
        var expected = new double[700];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = value(i);
            assertThat(window.loose().append(Labels.of("a", "b"), i * 7L, expected[i])).isTrue();
        }

        assertRead(expected);
    }

    private void assertRead(double[] expected) {
        var samples = new SampleBuffer();
        window.forEach(series -> series.read(Long.MIN_VALUE, Long.MAX_VALUE, samples));
        assertThat(bits(samples.floats(), samples.floatCount()))
                .isEqualTo(bits(expected, expected.length));
    }
}
