package io.hypervigil.libvirt.jna;

/**
 * What a domain does, and why (virDomainGetState). Asking waits for no job.
 *
 * @param state what it does
 * @param reason of a state the number that libvirt gives it; 0 where it does not say
 */
public record DomainState(State state, int reason) {

    /** VIR_DOMAIN_PAUSED_STARTING_UP. */
    private static final int STARTING_UP = 11;

    /** virDomainState, in its order. */
    public enum State {
        NOSTATE,
        RUNNING,
        BLOCKED,
        PAUSED,
        SHUTDOWN,
        SHUTOFF,
        CRASHED,
        PMSUSPENDED
    }

    static DomainState of(int state, int reason) {
        var states = State.values();
        return new DomainState(
                state >= 0 && state < states.length ? states[state] : State.NOSTATE, reason);
    }

    /** Whether there is a guest: running, paused or asleep. */
    public boolean isActive() {
        return switch (state) {
            case RUNNING, BLOCKED, PAUSED, SHUTDOWN, PMSUSPENDED -> true;
            case NOSTATE, SHUTOFF, CRASHED -> false;
        };
    }

    /**
     * Whether it is being started, which libvirt calls paused: whatever changes its state waits
     * within libvirt until that is over.
     */
    public boolean isStarting() {
        return state == State.PAUSED && reason == STARTING_UP;
    }

    /** Whether it stays paused until it is told to go on. */
    public boolean isPaused() {
        return state == State.PAUSED && !isStarting();
    }
}
