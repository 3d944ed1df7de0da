package io.hypervigil.containers.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What came of a stream and was not taken yet; it grows up to a limit.
 *
 * <p>Thread: one.
 */
final class Arriving {

    private static final int FIRST_BYTES = 4096;

    private final OpenAnswer answer;
    private final int maxBytes;
    private final String what;
    private ByteBuffer bytes = ByteBuffer.allocate(FIRST_BYTES).flip();
    private boolean isEnded;

    /**
     * @param what is not to be larger, for the failure's text
     */
    Arriving(OpenAnswer answer, int maxBytes, String what) {
        this.answer = answer;
        this.maxBytes = maxBytes;
        this.what = what;
    }

    /** Between position and limit: what came. The reader moves the position. */
    ByteBuffer bytes() {
        return bytes;
    }

    boolean isEnded() {
        return isEnded;
    }

    /** Waits for more; whether some came. */
    boolean more(Duration wait) throws IOException {
        if (isEnded) {
            return false;
        }
        if (bytes.remaining() > maxBytes) {
            throw answer.tooLarge(what, maxBytes);
        }
        if (bytes.remaining() == bytes.capacity()) {
            bytes = ByteBuffer.allocate(bytes.capacity() * 2).put(bytes);
        } else {
            bytes.compact();
        }
        int count;
        try {
            count = answer.read(bytes, wait);
        } finally {
            bytes.flip();
        }
        isEnded = count < 0;
        return count > 0;
    }

    HttpFailure malformed(String text) {
        return answer.malformed(text);
    }
}
