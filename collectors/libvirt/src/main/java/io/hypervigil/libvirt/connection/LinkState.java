package io.hypervigil.libvirt.connection;

import io.hypervigil.libvirt.jna.ConnectionInfo;
import java.time.Instant;

/** How a connection is. */
public sealed interface LinkState {

    /** Since when. */
    Instant since();

    /**
     * It is open.
     *
     * @param info versions and driver
     * @param isReadOnly whether it may only read
     * @param isKeptAlive whether the daemon is asked now and then if it is there
     */
    record Up(Instant since, ConnectionInfo info, boolean isReadOnly, boolean isKeptAlive)
            implements LinkState {}

    /**
     * The daemon is not there or does not answer; it is tried again.
     *
     * @param reason in libvirt's words, or ours
     */
    record Down(Instant since, String reason) implements LinkState {}

    /**
     * There is no libvirt on this machine.
     *
     * @param reason what was looked for
     */
    record Absent(Instant since, String reason) implements LinkState {}
}
