package io.hypervigil.libvirt.stats;

import io.hypervigil.libvirt.jna.TypedParameters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * virDomainState and the reasons for each, in their order: virDomainRunningReason, and so on. The
 * descriptions are those that inovex' exporter writes.
 */
public enum StateNames {
    NOSTATE("no state", "unknown"),
    RUNNING(
            "the domain is running",
            "unknown",
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
            "postcopy_failed"),
    BLOCKED("the domain is blocked on resource", "unknown"),
    PAUSED(
            "the domain is paused by user",
            "unknown",
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
            "postcopy_failed",
            "api_error"),
    SHUTDOWN("the domain is being shut down", "unknown", "user"),
    SHUTOFF(
            "the domain is shut off",
            "unknown",
            "shutdown",
            "destroyed",
            "crashed",
            "migrated",
            "saved",
            "failed",
            "from_snapshot",
            "daemon"),
    CRASHED("the domain is crashed", "unknown", "panicked"),
    PMSUSPENDED("the domain is suspended by guest power management", "unknown");

    private static final long SHUTOFF_CODE = 5;

    private static final List<StateNames> ALL = List.of(values());

    private final String text;
    private final String description;
    private final List<String> reasons;

    StateNames(String description, String... reasons) {
        this.text = name().toLowerCase(Locale.ROOT);
        this.description = description;
        this.reasons = List.of(reasons);
    }

    /** What libvirt calls the state. */
    public String text() {
        return text;
    }

    /** What libvirt calls the reason; empty where the number says nothing, or nothing known. */
    public Optional<String> reason(int number) {
        return number > 0 && number < reasons.size()
                ? Optional.of(reasons.get(number))
                : Optional.empty();
    }

    /** What inovex calls the state; a state that is newer than this list is its number. */
    static String description(long state) {
        return isKnown(state) ? of(state).description : Long.toString(state);
    }

    /** What libvirt calls the state. */
    static String text(long state) {
        return isKnown(state) ? of(state).text : Long.toString(state);
    }

    /** What libvirt calls the reason. */
    static String reason(long state, long reason) {
        return isKnown(state) && reason >= 0 && reason < of(state).reasons.size()
                ? of(state).reasons.get((int) reason)
                : Long.toString(reason);
    }

    /** Whether a record says that its domain is shut off. */
    static boolean isShutOff(TypedParameters values) {
        return values.whole("state.state").orElse(0) == SHUTOFF_CODE;
    }

    private static boolean isKnown(long state) {
        return state >= 0 && state < ALL.size();
    }

    private static StateNames of(long state) {
        return ALL.get((int) state);
    }
}
