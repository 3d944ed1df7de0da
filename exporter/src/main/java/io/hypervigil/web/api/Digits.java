package io.hypervigil.web.api;

/**
 * Writes whole numbers as decimal digits, a result has millions of them. It divides by multiplying
 * with the reciprocal, which is exact for 31 bits: a division takes the time of many
 * multiplications, and the quick one of the JVM's compilers does not replace it.
 */
final class Digits {

    private static final int EIGHT = 100_000_000;

    private Digits() {}

    /**
     * Writes a number.
     *
     * @param value not negative
     * @return the place behind the last digit
     */
    static int write(long value, char[] into, int at) {
        if (value < EIGHT) {
            return write((int) value, into, at);
        }
        long high = value / EIGHT;
        return writeEight((int) (value - high * EIGHT), into, write(high, into, at));
    }

    private static int write(int value, char[] into, int at) {
        int end = at + count(value);
        int rest = value;
        for (int i = end - 1; i >= at; i--) {
            int tenth = tenth(rest);
            into[i] = (char) ('0' + rest - 10 * tenth);
            rest = tenth;
        }
        return end;
    }

    /** Of less than eight digits. */
    private static int count(int value) {
        int count = 1;
        for (int power = 10; count < 8 && power <= value; power *= 10) {
            count++;
        }
        return count;
    }

    /** With zeros in front, eight digits in all. */
    static int writeEight(int value, char[] into, int at) {
        int rest = value;
        for (int i = at + 7; i >= at; i--) {
            int tenth = tenth(rest);
            into[i] = (char) ('0' + rest - 10 * tenth);
            rest = tenth;
        }
        return at + 8;
    }

    private static int tenth(int value) {
        return (int) ((value * 3_435_973_837L) >>> 35);
    }
}
