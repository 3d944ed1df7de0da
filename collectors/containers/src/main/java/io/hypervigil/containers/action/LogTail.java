package io.hypervigil.containers.action;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The last bytes of a log, however much comes.
 *
 * <p>Thread: one.
 */
final class LogTail {

    /** A line of a hundred thousand may have any length: at some point it is enough. */
    private static final long MOST_READ = 256L * 1024 * 1024;

    private final byte[] ring;
    private int next;
    private long read;
    private boolean isStopped;

    LogTail(int bytes) {
        this.ring = new byte[bytes];
    }

    void add(ByteBuffer bytes) {
        read += bytes.remaining();
        bytes.position(Math.max(bytes.position(), bytes.limit() - ring.length));
        while (bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), ring.length - next);
            bytes.get(ring, next, count);
            next = (next + count) % ring.length;
        }
    }

    /** Notes that there was more, which did not come. */
    void cut() {
        isStopped = true;
    }

    boolean isEnough() {
        isStopped |= read > MOST_READ;
        return isStopped;
    }

    /** Whether it is not all that was asked for. */
    boolean isCut() {
        return isStopped || read > ring.length;
    }

    /** As UTF-8; what is none is replaced, and half a character at the beginning left out. */
    String text() {
        if (read <= ring.length) {
            return new String(ring, 0, (int) read, StandardCharsets.UTF_8);
        }
        var ordered = new byte[ring.length];
        System.arraycopy(ring, next, ordered, 0, ring.length - next);
        System.arraycopy(ring, 0, ordered, ring.length - next, next);
        int begin = 0;
        while (begin < ordered.length && begin < 4 && (ordered[begin] & 0xC0) == 0x80) {
            begin++;
        }
        return new String(ordered, begin, ordered.length - begin, StandardCharsets.UTF_8);
    }
}
