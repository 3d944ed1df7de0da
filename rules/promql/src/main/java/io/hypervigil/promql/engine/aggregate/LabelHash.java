package io.hypervigil.promql.engine.aggregate;

import io.hypervigil.promql.labels.Labels;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The hash that Prometheus has of labels (XXH64 of names and values, each behind its length), so
 * that {@code limit_ratio} takes the same series here as there.
 */
final class LabelHash {

    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Lengths from here on are written in three more bytes. */
    private static final int LONG_LENGTH = 255;

    private LabelHash() {}

    /** The hash of labels between 0 and 1. */
    static double unit(Labels labels) {
        long hash = xxh64(bytes(labels));
        double unsigned = (hash >>> 1) * 2.0 + (hash & 1);
        return unsigned / 0x1p64;
    }

    private static byte[] bytes(Labels labels) {
        var bytes = new ByteArrayOutputStream();
        labels.forEach(
                (name, value) -> {
                    write(name, bytes);
                    write(value, bytes);
                });
        return bytes.toByteArray();
    }

    private static void write(String text, ByteArrayOutputStream bytes) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        if (encoded.length < LONG_LENGTH) {
            bytes.write(encoded.length);
        } else {
            bytes.write(LONG_LENGTH);
            bytes.write(encoded.length);
            bytes.write(encoded.length >> 8);
            bytes.write(encoded.length >> 16);
        }
        bytes.writeBytes(encoded);
    }

    static long xxh64(byte[] bytes) {
        int at = 0;
        long hash = PRIME_5;
        if (bytes.length >= 32) {
            // The sum of the first two primes, which overflows as it is meant to.
            long[] lanes = {0x60EA27EEADC0B5D6L, PRIME_2, 0, -PRIME_1};
            for (; at + 32 <= bytes.length; at += 32) {
                for (int lane = 0; lane < 4; lane++) {
                    lanes[lane] = round(lanes[lane], (long) LONGS.get(bytes, at + 8 * lane));
                }
            }
            hash = join(lanes);
        }
        return avalanche(tail(bytes, at, hash + bytes.length));
    }

    private static long join(long[] lanes) {
        long hash =
                Long.rotateLeft(lanes[0], 1)
                        + Long.rotateLeft(lanes[1], 7)
                        + Long.rotateLeft(lanes[2], 12)
                        + Long.rotateLeft(lanes[3], 18);
        for (long lane : lanes) {
            hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
        }
        return hash;
    }

    private static long tail(byte[] bytes, int from, long start) {
        long hash = start;
        int at = from;
        for (; at + 8 <= bytes.length; at += 8) {
            hash ^= round(0, (long) LONGS.get(bytes, at));
            hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
        }
        if (at + 4 <= bytes.length) {
            hash ^= ((int) INTS.get(bytes, at) & 0xffffffffL) * PRIME_1;
            hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < bytes.length; at++) {
            hash ^= (bytes[at] & 0xffL) * PRIME_5;
            hash = Long.rotateLeft(hash, 11) * PRIME_1;
        }
        return hash;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }

    private static long avalanche(long start) {
        long hash = start;
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }
}
