package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.jna.VirtConnection;
import java.util.List;

/**
 * Connections that may change something, opened when one is wanted.
 *
 * <p>Thread: any platform thread. A call may hang for ever where the daemon does: whoever calls
 * does so on a thread that may be lost.
 */
public interface ControlConnections {

    /** What is done with a connection; it may not be kept. */
    @FunctionalInterface
    interface Work<T> {
        T with(VirtConnection connection) throws ActionFailure;
    }

    /** The names of all that are configured, at least one, in the order of the configuration. */
    List<String> names();

    /**
     * Does something with a connection that nobody else uses meanwhile: a call that hangs may hold
     * up others on the same one.
     *
     * @param name one of {@link #names}
     * @throws ActionFailure of kind UNAVAILABLE where it cannot be opened, or what the work throws
     */
    <T> T with(String name, Work<T> work) throws ActionFailure;
}
