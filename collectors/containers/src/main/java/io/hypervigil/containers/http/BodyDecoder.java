package io.hypervigil.containers.http;

import java.nio.ByteBuffer;

/**
 * Takes the body out of what a socket gives. It keeps its place between calls, so that a wait may
 * end anywhere.
 *
 * <p>Thread: one.
 */
sealed interface BodyDecoder permits FixedBody, ChunkedBody, EndlessBody {

    /**
     * Moves what there is of the body, as far as there is room.
     *
     * @throws IllegalArgumentException where it is malformed
     */
    void decode(ByteBuffer from, ByteBuffer into);

    /** Whether the body is complete; then nothing more is taken. */
    boolean isComplete();

    /** Whether a connection that is closed completes it. */
    default boolean endsWithConnection() {
        return false;
    }

    /** Moves at most so many bytes. */
    static int move(ByteBuffer from, ByteBuffer into, long atMost) {
        int count = (int) Math.min(Math.min(from.remaining(), into.remaining()), atMost);
        into.put(into.position(), from, from.position(), count);
        into.position(into.position() + count);
        from.position(from.position() + count);
        return count;
    }
}
