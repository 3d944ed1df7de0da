package io.hypervigil.libvirt.jna;

/**
 * Who is within a call or holds a handle, so that a connection is closed once nobody is.
 *
 * <p>Thread: any.
 */
final class Users {

    private final Runnable onLast;
    private int count;
    private boolean isClosed;

    /**
     * @param onLast run once, after {@link #close} and the end of the last use, by whoever is last
     */
    Users(Runnable onLast) {
        this.onLast = onLast;
    }

    /** A use; closed once. */
    interface Use extends AutoCloseable {
        @Override
        void close();
    }

    /** How a handle comes to its use. */
    @FunctionalInterface
    interface Way {

        /** A handle that the connection itself closes before its own end. */
        Way KEPT = () -> () -> {};

        Use enter() throws VirtException;
    }

    /**
     * Begins a use.
     *
     * @throws VirtException with VIR_ERR_INVALID_CONN where the connection was closed
     */
    synchronized Use enter() throws VirtException {
        if (isClosed) {
            throw new VirtException(
                    "libvirt", VirtErrorCode.VIR_ERR_INVALID_CONN, 0, "the connection is closed");
        }
        count++;
        return this::leave;
    }

    private void leave() {
        boolean isLast;
        synchronized (this) {
            count--;
            isLast = isClosed && count == 0;
        }
        if (isLast) {
            onLast.run();
        }
    }

    /** Whether nobody is within a call or holds a handle. */
    synchronized boolean isNone() {
        return count == 0;
    }

    /** Lets nobody in any more. The second call does nothing. */
    void close() {
        boolean isLast;
        synchronized (this) {
            isLast = !isClosed && count == 0;
            isClosed = true;
        }
        if (isLast) {
            onLast.run();
        }
    }
}
