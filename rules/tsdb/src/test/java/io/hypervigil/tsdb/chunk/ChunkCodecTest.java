package io.hypervigil.tsdb.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.promql.storage.Staleness;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class ChunkCodecTest {

    private static final double[] ODD = {
        Double.NaN,
        Staleness.MARKER,
        Double.longBitsToDouble(0x7ff8_0000_dead_beefL),
        Double.longBitsToDouble(0xfff0_0000_0000_0001L),
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        -0.0,
        0.0,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        0x1p53,
        0x1p53 + 2,
        0x1p53 - 1,
        -0x1p53,
        0.1,
        1e-15,
        1e300
    };

    private final ChunkEncoder encoder = new ChunkEncoder();

    @Property(tries = 500)
    void any_values_come_back_to_the_bit(
            @ForAll @Size(min = 1, max = TimeRow.CAPACITY) double[] values) {
        assertComesBack(values);
    }

    @Property(tries = 1000)
    void odd_values_among_plain_ones_come_back_to_the_bit(@ForAll long seed) {
        var random = new Random(seed);
        var values = new double[1 + random.nextInt(TimeRow.CAPACITY)];
        int kinds = 1 + random.nextInt(4);
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    switch (random.nextInt(kinds)) {
                        case 0 -> random.nextInt(5);
                        case 1 -> random.nextInt(1_000_000) / 100.0;
                        case 2 -> ODD[random.nextInt(ODD.length)];
                        default -> Double.longBitsToDouble(random.nextLong());
                    };
        }
        assertComesBack(values);
    }

    @Property(tries = 500)
    void counters_and_gauges_of_any_step_come_back_to_the_bit(@ForAll long seed) {
        var random = new Random(seed);
        var values = new double[1 + random.nextInt(TimeRow.CAPACITY)];
        double step = Math.pow(10, random.nextInt(12) - 9);
        long number = random.nextLong(1L << (1 + random.nextInt(52)));
        for (int i = 0; i < values.length; i++) {
            boolean isReset = random.nextInt(50) == 0;
            number = isReset ? 0 : number + random.nextInt(1 + random.nextInt(1000));
            values[i] = number * step;
        }
        assertComesBack(values);
    }

    private void assertComesBack(double[] values) {
        var words = encoder.encode(values, values.length);
        for (int count : new int[] {1, (values.length + 1) / 2, values.length}) {
            var decoded = new double[count + 3];
            ChunkDecoder.decode(words, count, decoded, new long[count + 3], 3);
            assertThat(bits(Arrays.copyOfRange(decoded, 3, count + 3)))
                    .isEqualTo(bits(Arrays.copyOf(values, count)));
        }
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Test
    void a_constant_takes_one_word() {
        var values = new double[TimeRow.CAPACITY];
        Arrays.fill(values, 0.1 + 0.2);

        assertThat(encoder.encode(values, values.length)).hasSize(1);
    }

    @Test
    void a_steady_counter_of_hundredths_takes_no_more_than_its_begin() {
        var values = new double[TimeRow.CAPACITY];
        Arrays.setAll(values, i -> (162_017 + i * 1495L) / 100.0);

        assertThat(encoder.encode(values, values.length)).hasSize(2);
    }

    /** As milliseconds times 0.001 are: most of them are no float that decimal text stands for. */
    @Test
    void what_was_multiplied_takes_no_more_than_what_was_divided() {
        var random = new Random(1);
        var divided = new double[TimeRow.CAPACITY];
        var multiplied = new double[TimeRow.CAPACITY];
        long millis = 415_445;
        for (int i = 0; i < divided.length; i++) {
            millis += random.nextInt(100);
            divided[i] = millis / 1000.0;
            multiplied[i] = millis * 0.001;
        }

        assertThat(encoder.encode(multiplied, multiplied.length))
                .hasSameSizeAs(encoder.encode(divided, divided.length));
        assertComesBack(multiplied);
    }

    @Test
    void one_jump_does_not_widen_the_rest() {
        var values = new double[TimeRow.CAPACITY];
        Arrays.setAll(values, i -> i < 50 ? 7 : 8_000_000_000.0);

        assertThat(encoder.encode(values, values.length).length).isLessThanOrEqualTo(3);
    }

    @Test
    void pages_take_no_more_than_their_number() {
        var random = new Random(1);
        var values = new double[TimeRow.CAPACITY];
        Arrays.setAll(values, _ -> 4096.0 * (1_000_000 + random.nextInt(16)));

        int words = encoder.encode(values, values.length).length;

        assertThat(words * 8.0 / values.length).isLessThan(0.75);
    }
}
