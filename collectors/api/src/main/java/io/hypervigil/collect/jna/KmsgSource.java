package io.hypervigil.collect.jna;

/**
 * Where the kernel's records come from, one after another.
 *
 * <p>Thread: one.
 */
public interface KmsgSource extends AutoCloseable {

    /** The next piece; never waits. */
    Read read();

    @Override
    void close();

    /** Whether it could be opened. */
    sealed interface Opening {

        /** It could; the first record is the oldest in the kernel's ring. */
        record Opened(KmsgSource source) implements Opening {}

        /**
         * It could not.
         *
         * @param reason for people
         */
        record Refused(String reason) implements Opening {}
    }

    /** What a read gives. */
    sealed interface Read {

        /** Of the device one record; of a file or pipe whatever is there. */
        record Piece(String text) implements Read {}

        /** There is no more as yet. */
        record Nothing() implements Read {}

        /** What was to come next is overwritten; the next read gives the oldest that is left. */
        record Overwritten() implements Read {}

        /** It cannot be read. */
        record Failed(int errno) implements Read {}
    }
}
