package io.hypervigil.tsdb.chunk;

import java.util.Arrays;

/**
 * Reads what a {@link ChunkEncoder} wrote. Whole arrays at a time in plain loops: the process has
 * the quick compiler only.
 */
final class ChunkDecoder {

    private ChunkDecoder() {}

    /**
     * Writes the first values into an array.
     *
     * @param count not more than were encoded
     * @param scratch overwritten at the same places
     */
    static void decode(long[] words, int count, double[] into, long[] scratch, int at) {
        if (count == 0) {
            return;
        }
        if (words.length == 1) {
            Arrays.fill(into, at, at + count, Double.longBitsToDouble(words[0]));
            return;
        }
        var in = new BitReader(words);
        if (in.read(1) == ChunkEncoder.DECIMAL) {
            decodeDecimals(in, count, into, scratch, at);
        } else {
            decodeFlips(in, count, into, scratch, at);
        }
    }

    private static void decodeDecimals(
            BitReader in, int count, double[] into, long[] scratch, int at) {
        int scale = (int) in.read(Decimals.SCALE_BITS);
        boolean isDelta = in.read(1) == 1;
        long first = isDelta ? in.readSized() : 0;
        int skipped = isDelta ? 1 : 0;
        long base = in.readSized();
        long step = in.readSized();
        unpack(in, scratch, at + skipped, count - skipped);
        if (isDelta) {
            long number = first;
            scratch[at] = first;
            for (int i = at + 1; i < at + count; i++) {
                number += base + scratch[i] * step;
                scratch[i] = number;
            }
        } else {
            for (int i = at; i < at + count; i++) {
                scratch[i] = base + scratch[i] * step;
            }
        }
        Decimals.unscale(scratch, scale, into, at, count);
    }

    private static void unpack(BitReader in, long[] into, int at, int count) {
        int width = (int) in.read(Packing.WIDTH_BITS);
        int exceptions = (int) in.read(Packing.WIDTH_BITS + 1);
        if (exceptions == 0) {
            in.readAll(width, into, at, count);
            return;
        }
        var list = in.copy();
        int exceptionWidth = (int) list.read(Packing.WIDTH_BITS);
        in.skip(Packing.WIDTH_BITS + exceptions * (Packing.PLACE_BITS + exceptionWidth));
        in.readAll(width, into, at, count);
        for (int i = 0; i < exceptions; i++) {
            int place = (int) list.read(Packing.PLACE_BITS);
            long residual = list.read(exceptionWidth);
            if (place < count) {
                into[at + place] = residual;
            }
        }
    }

    private static void decodeFlips(
            BitReader in, int count, double[] into, long[] scratch, int at) {
        long bits = in.read(64);
        int trailing = (int) in.read(Packing.WIDTH_BITS);
        int width = (int) in.read(Packing.WIDTH_BITS);
        into[at] = Double.longBitsToDouble(bits);
        if (in.read(1) == 1) {
            in.readAll(width, scratch, at + 1, count - 1);
            for (int i = at + 1; i < at + count; i++) {
                bits ^= scratch[i] << trailing;
                into[i] = Double.longBitsToDouble(bits);
            }
            return;
        }
        var changed = in.copy();
        int size = (int) changed.read(Packing.WIDTH_BITS);
        in.skip(Packing.WIDTH_BITS + size);
        for (int i = at + 1; i < at + count; i++) {
            if (changed.read(1) == 1) {
                bits ^= in.read(width) << trailing;
            }
            into[i] = Double.longBitsToDouble(bits);
        }
    }
}
