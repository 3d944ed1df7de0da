package io.hypervigil.libvirt.connection;

import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;

/** Told when a connection comes and goes. */
public interface LinkListener {

    /**
     * A connection was opened: events are registered on it and things are listed anew. Called on a
     * thread that may be lost, before anybody else is given the connection, so it may call libvirt.
     *
     * @throws VirtException counts as if the connection could not be opened
     */
    void up(VirtConnection connection) throws VirtException;

    /**
     * The connection is lent from now on. Called on the thread that keeps it: nothing is called
     * here that could hang.
     */
    default void lent() {}

    /**
     * The connection is gone. Called on the thread that keeps it: nothing is called here that could
     * hang.
     */
    void down(String reason);
}
