package io.hypervigil.exposition;

/**
 * The CRC-32 of two texts after each other, from those of each: what is kept compressed need not be
 * looked at again. A checksum is a polynomial over GF(2) modulo that of RFC 1952; the first one is
 * moved by as many bits as the second text has, which is a product with a power of x.
 *
 * <p>Bits stand as the checksum has them, the highest power last.
 */
final class CrcJoin {

    private static final int POLYNOMIAL = 0xEDB88320;
    private static final int ONE = 1 << 31;
    private static final int X_TO_THE_8 = 1 << 23;

    private CrcJoin() {}

    /**
     * @param first checksum of the first text
     * @param shift of the second text's length
     * @param second checksum of the second text
     */
    static int of(int first, int shift, int second) {
        return product(first, shift) ^ second;
    }

    /** What moves a checksum by a text of so many bytes: x to the power of eight times as many. */
    static int shift(int bytes) {
        int power = X_TO_THE_8;
        int shift = ONE;
        for (int rest = bytes; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                shift = product(shift, power);
            }
            power = product(power, power);
        }
        return shift;
    }

    private static int product(int one, int other) {
        int sum = 0;
        int moved = other;
        for (int bit = ONE; bit != 0; bit >>>= 1) {
            if ((one & bit) != 0) {
                sum ^= moved;
            }
            moved = (moved & 1) != 0 ? (moved >>> 1) ^ POLYNOMIAL : moved >>> 1;
        }
        return sum;
    }
}
