package io.hypervigil.host.jna;

/**
 * How a call of the C library ended.
 *
 * @param <T> what it answers with
 */
public sealed interface CallResult<T> {

    /** It answered. */
    record Answer<T>(T value) implements CallResult<T> {}

    /**
     * It failed.
     *
     * @param call its name
     * @param errno as in errno.h
     */
    record Errno<T>(String call, int errno) implements CallResult<T> {

        private static final int EPERM = 1;
        private static final int EACCES = 13;

        /** Whether this process may not make the call. */
        public boolean isForbidden() {
            return errno == EPERM || errno == EACCES;
        }
    }

    /**
     * It could not be made: no C library that JNA can load, or not that of Linux on 64 bits.
     *
     * @param reason for people
     */
    record Unlinked<T>(String reason) implements CallResult<T> {}
}
