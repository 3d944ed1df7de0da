package io.hypervigil.libvirt.jna;

import java.time.Duration;

/**
 * What the control interface of a domain does (virDomainControlInfo). Asking takes no lock, so that
 * it is answered while the domain itself answers nothing.
 *
 * @param state what it does
 * @param since how long it has been in that state; 0 where it is idle
 */
public record ControlInfo(State state, Duration since) {

    /** virDomainControlState, in its order. */
    public enum State {
        OK,
        /** A background job runs; other calls may wait. */
        JOB,
        /** A command was sent to the hypervisor, which has not answered yet. */
        OCCUPIED,
        /** Unusable: the hypervisor went away or broke. */
        ERROR
    }
}
