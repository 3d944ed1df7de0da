package io.hypervigil.libvirt.connection;

import io.hypervigil.libvirt.jna.ConnectionInfo;
import io.hypervigil.libvirt.jna.VirtConnection;

/** What the thread that keeps a connection is told by others. */
sealed interface Signal {

    /** An attempt came back with a connection. */
    record Opened(Opening opening) implements Signal {}

    /** An attempt came back with nothing. */
    record Refused(String reason) implements Signal {}

    /** A connection broke. */
    record Broken(VirtConnection connection, String reason) implements Signal {}

    /** It is to end. */
    record Ended() implements Signal {}

    /** A connection with what it says of itself. */
    record Opening(VirtConnection connection, ConnectionInfo info, boolean isKeptAlive) {}
}
