package io.hypervigil.tsdb.snapshot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Writes numbers and texts to a channel and keeps the checksum of all that was written.
 *
 * <p>Thread: confined.
 */
final class SnapshotOutput implements Closeable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final WritableByteChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final CRC32C checksum = new CRC32C();

    SnapshotOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    void header() throws IOException {
        room(Format.HEADER_BYTES).putLong(Format.MAGIC).putShort((short) Format.VERSION);
    }

    void octet(int value) throws IOException {
        room(1).put((byte) value);
    }

    void word(long value) throws IOException {
        room(Long.BYTES).putLong(value);
    }

    void real(double value) throws IOException {
        word(Double.doubleToRawLongBits(value));
    }

    /** A whole number; short where it is small and not negative. */
    void number(long value) throws IOException {
        var out = room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    void text(String value) throws IOException {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            var out = room(1);
            int part = Math.min(out.remaining(), bytes.length - at);
            out.put(bytes, at, part);
            at += part;
        }
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() throws IOException {
        buffer.flip();
        checksum.update(buffer);
        buffer.rewind();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** Ends with the checksum. */
    void finish() throws IOException {
        flush();
        buffer.putInt((int) checksum.getValue());
        flush();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
