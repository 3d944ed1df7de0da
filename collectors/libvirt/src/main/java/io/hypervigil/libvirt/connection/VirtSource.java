package io.hypervigil.libvirt.connection;

import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;

/**
 * Where whoever reads gets a connection to itself.
 *
 * <p>To itself, since the client of libvirt before 10.0 may miss that a second thread wants
 * something while a first one waits, and a first one may wait for ever.
 *
 * <p>Thread: any.
 */
public interface VirtSource {

    /** Whether there is somebody to connect to, as far as is known. */
    boolean isThere();

    /** Why there is nobody, for people. */
    String absence();

    /**
     * A connection for this thread, until it is closed or given back. May take as long as libvirt
     * likes.
     */
    VirtConnection take() throws VirtException;

    /**
     * Keeps a connection for the next who wants one; or closes it, where enough are kept, or where
     * a call was left behind on it that may never come back.
     */
    void giveBack(VirtConnection connection);

    /** What is done with a connection. */
    @FunctionalInterface
    interface Work<T> {
        T with(VirtConnection connection) throws VirtException;
    }

    /** Lends a connection for a piece of work. Where that fails, nobody gets the same again. */
    default <T> T lend(Work<T> work) throws VirtException {
        var connection = take();
        boolean isSound = false;
        try {
            var result = work.with(connection);
            isSound = true;
            return result;
        } finally {
            if (isSound) {
                giveBack(connection);
            } else {
                connection.close();
            }
        }
    }
}
