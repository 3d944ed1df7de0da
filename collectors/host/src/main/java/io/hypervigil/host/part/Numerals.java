package io.hypervigil.host.part;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whole numbers as label values, made once: a CPU's number is written some twenty times a round.
 *
 * <p>Thread: any.
 */
public final class Numerals {

    private static final String[] KEPT =
            IntStream.range(0, 512).mapToObj(Integer::toString).toArray(String[]::new);

    private Numerals() {}

    /** The decimal digits of a number. */
    public static String of(int number) {
        return number >= 0 && number < KEPT.length ? KEPT[number] : Integer.toString(number);
    }

    /** A copy of the digits of all numbers below a bound. */
    public static String[] below(int bound) {
        return bound <= KEPT.length
                ? Arrays.copyOf(KEPT, bound)
                : IntStream.range(0, bound).mapToObj(Numerals::of).toArray(String[]::new);
    }
}
