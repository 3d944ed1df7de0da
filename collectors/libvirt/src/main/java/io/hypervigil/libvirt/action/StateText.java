package io.hypervigil.libvirt.action;

import io.hypervigil.libvirt.jna.DomainState;
import io.hypervigil.libvirt.stats.StateNames;
import java.util.Optional;

/** States and their reasons, in libvirt's words. */
final class StateText {

    private StateText() {}

    /** {@code shutoff}. */
    static String state(DomainState state) {
        return names(state).text();
    }

    /** {@code destroyed}; empty where libvirt does not say, or says what is not known yet. */
    static Optional<String> reason(DomainState state) {
        return names(state).reason(state.reason());
    }

    /** {@code shutoff (destroyed)}. */
    static String text(DomainState state) {
        return state(state) + reason(state).map(reason -> " (" + reason + ")").orElse("");
    }

    private static StateNames names(DomainState state) {
        return switch (state.state()) {
            case NOSTATE -> StateNames.NOSTATE;
            case RUNNING -> StateNames.RUNNING;
            case BLOCKED -> StateNames.BLOCKED;
            case PAUSED -> StateNames.PAUSED;
            case SHUTDOWN -> StateNames.SHUTDOWN;
            case SHUTOFF -> StateNames.SHUTOFF;
            case CRASHED -> StateNames.CRASHED;
            case PMSUSPENDED -> StateNames.PMSUSPENDED;
        };
    }
}
