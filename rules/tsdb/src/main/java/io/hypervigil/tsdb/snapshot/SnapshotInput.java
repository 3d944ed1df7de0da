package io.hypervigil.tsdb.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a {@link SnapshotOutput} wrote. Whatever the file says, no more is made room for than
 * it has bytes left.
 *
 * <p>Thread: confined.
 */
final class SnapshotInput {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private long position;
    private final long end;

    /** The part of a file from a place to another. */
    SnapshotInput(FileChannel channel, long from, long end) {
        this.channel = channel;
        this.position = from;
        this.end = end;
    }

    private long left() {
        return end - position + buffer.remaining();
    }

    boolean isAtEnd() {
        return left() == 0;
    }

    private ByteBuffer have(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return buffer;
        }
        if (left() < bytes) {
            throw new SnapshotException("it ends in the middle of a value");
        }
        buffer.compact();
        buffer.limit((int) Math.min(buffer.capacity(), buffer.position() + (end - position)));
        while (buffer.position() < bytes) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                throw new SnapshotException("it became shorter while it was read");
            }
            position += read;
        }
        return buffer.flip();
    }

    int octet() throws IOException {
        return have(1).get() & 0xff;
    }

    long word() throws IOException {
        return have(Long.BYTES).getLong();
    }

    double real() throws IOException {
        return Double.longBitsToDouble(word());
    }

    long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int part = octet();
            value |= (part & 0x7fL) << shift;
            if (part < 0x80) {
                return value;
            }
        }
        throw new SnapshotException("a number does not end");
    }

    /** A number that is at most so great. */
    int number(String what, long most) throws IOException {
        long value = number();
        if (value < 0 || value > most) {
            throw new SnapshotException(what + ": " + value + ", at most " + most + " expected");
        }
        return (int) value;
    }

    /**
     * How many things follow.
     *
     * @param bytesEach that each takes at least
     */
    int count(String what, int bytesEach) throws IOException {
        return number(what, Math.min(Integer.MAX_VALUE / 8, left() / bytesEach));
    }

    String text() throws IOException {
        var bytes = new byte[count("bytes of a text", 1)];
        int at = 0;
        while (at < bytes.length) {
            var in = have(1);
            int part = Math.min(in.remaining(), bytes.length - at);
            in.get(bytes, at, part);
            at += part;
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
