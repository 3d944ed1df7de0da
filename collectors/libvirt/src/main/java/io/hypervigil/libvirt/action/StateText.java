package io.hypervigil.libvirt.action;

import io.hypervigil.libvirt.jna.DomainState;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** States and their reasons, in libvirt's words. */
final class StateText {

    /** virDomainRunningReason and its like, each in its order; the first says nothing. */
    private static final List<String> RUNNING =
            List.of(
                    "",
                    "booted",
                    "migrated",
                    "restored",
                    "from_snapshot",
                    "unpaused",
                    "migration_canceled",
                    "save_canceled",
                    "wakeup",
                    "crashed",
                    "postcopy",
                    "postcopy_failed");

    private static final List<String> PAUSED =
            List.of(
                    "",
                    "user",
                    "migration",
                    "save",
                    "dump",
                    "ioerror",
                    "watchdog",
                    "from_snapshot",
                    "shutting_down",
                    "snapshot",
                    "crashed",
                    "starting_up",
                    "postcopy",
                    "postcopy_failed");

    private static final List<String> SHUTOFF =
            List.of(
                    "",
                    "shutdown",
                    "destroyed",
                    "crashed",
                    "migrated",
                    "saved",
                    "failed",
                    "from_snapshot",
                    "daemon");

    private StateText() {}

    /** {@code shutoff}. */
    static String state(DomainState state) {
        return state.state().name().toLowerCase(Locale.ROOT);
    }

    /** {@code destroyed}; empty where libvirt does not say, or says what is not known yet. */
    static Optional<String> reason(DomainState state) {
        var reasons =
                switch (state.state()) {
                    case RUNNING -> RUNNING;
                    case PAUSED -> PAUSED;
                    case SHUTOFF -> SHUTOFF;
                    case SHUTDOWN -> List.of("", "user");
                    case CRASHED -> List.of("", "panicked");
                    case NOSTATE, BLOCKED, PMSUSPENDED -> List.<String>of();
                };
        return state.reason() > 0 && state.reason() < reasons.size()
                ? Optional.of(reasons.get(state.reason()))
                : Optional.empty();
    }

    /** {@code shutoff (destroyed)}. */
    static String text(DomainState state) {
        return state(state) + reason(state).map(reason -> " (" + reason + ")").orElse("");
    }
}
