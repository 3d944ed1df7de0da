package io.hypervigil.libvirt.admin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link XdrWriter} writes; who sends nonsense is told from a fault of ours. */
final class XdrReader {

    private final ByteBuffer bytes;

    XdrReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** How many zeros follow that many bytes. */
    static int padding(int length) {
        return -length & (Integer.BYTES - 1);
    }

    int whole() throws IOException {
        return need(Integer.BYTES).getInt();
    }

    long hyper() throws IOException {
        return need(Long.BYTES).getLong();
    }

    /** How many of something follow. */
    int count(int most) throws IOException {
        int count = whole();
        if (count < 0 || count > most) {
            throw new IOException(
                    Integer.toUnsignedString(count) + " in a list, at most " + most + " expected");
        }
        return count;
    }

    String text() throws IOException {
        int length = count(bytes.remaining());
        var text = new byte[length];
        need(length).get(text);
        int padding = padding(length);
        need(padding).position(bytes.position() + padding);
        return new String(text, StandardCharsets.UTF_8);
    }

    private ByteBuffer need(int length) throws IOException {
        if (bytes.remaining() < length) {
            throw new IOException(
                    "a packet ends " + (length - bytes.remaining()) + " bytes too early");
        }
        return bytes;
    }
}
