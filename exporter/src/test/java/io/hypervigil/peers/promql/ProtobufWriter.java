package io.hypervigil.peers.promql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The few wire types of protocol buffers that remote write needs. */
final class ProtobufWriter {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    ProtobufWriter varint(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    /** A signed number in zigzag form. */
    ProtobufWriter signed(int field, int value) {
        return varint(field, Integer.toUnsignedLong((value << 1) ^ (value >> 31)));
    }

    ProtobufWriter fixed(int field, double value) {
        tag(field, FIXED64);
        fixed(value);
        return this;
    }

    ProtobufWriter text(int field, String value) {
        return message(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ProtobufWriter message(int field, byte[] value) {
        tag(field, LENGTH);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    ProtobufWriter packed(int field, double[] values) {
        tag(field, LENGTH);
        varint(values.length * 8L);
        for (double value : values) {
            fixed(value);
        }
        return this;
    }

    private void fixed(double value) {
        long bits = Double.doubleToRawLongBits(value);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes.write((int) (bits >>> shift));
        }
    }

    private void tag(int field, int type) {
        varint(((long) field << 3) | type);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
