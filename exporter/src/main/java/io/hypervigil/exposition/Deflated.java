package io.hypervigil.exposition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A text compressed by itself (RFC 1951), so that it may stand between any others: it refers to
 * nothing before it, and ends on a byte without being the end (a sync flush).
 *
 * <p>Thread: any; immutable.
 */
final class Deflated {

    private static final int OUTPUT_BYTES = 8 * 1024;

    private final byte[] bytes;
    private final int length;
    private final int sum;
    private final int shift;

    private Deflated(byte[] bytes, int length, int sum) {
        this.bytes = bytes;
        this.length = length;
        this.sum = sum;
        this.shift = CrcJoin.shift(length);
    }

    /**
     * Compresses what lies between two places of a text.
     *
     * @param deflater without a header; used by nobody else meanwhile
     */
    static Deflated of(byte[] text, int from, int to, Deflater deflater) {
        var sum = new CRC32();
        sum.update(text, from, to - from);
        deflater.reset();
        deflater.setInput(text, from, to - from);
        var out = new ByteArrayOutputStream(OUTPUT_BYTES);
        var buffer = new byte[OUTPUT_BYTES];
        int written;
        do {
            written = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            out.write(buffer, 0, written);
        } while (written == buffer.length);
        return new Deflated(out.toByteArray(), to - from, (int) sum.getValue());
    }

    /** How long the text is. */
    int length() {
        return length;
    }

    /** The CRC-32 of another text with this one behind it. */
    int sumAfter(int before) {
        return CrcJoin.of(before, shift, sum);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }
}
