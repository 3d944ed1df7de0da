package io.hypervigil.containers.instance;

import java.time.Instant;

/** How a runtime is. */
public sealed interface InstanceState {

    /** Since when. */
    Instant since();

    /** What comes after this where it does not answer: down since now, or since it has been. */
    default Down down(Instant now, String reason) {
        return new Down(this instanceof Down before ? before.since() : now, reason);
    }

    /** The same, by what an exception says. */
    default Down down(Instant now, Exception e) {
        return down(now, e.getMessage() == null ? e.toString() : e.getMessage());
    }

    /**
     * It answers.
     *
     * @param version its own, {@code 20.10.24}; "" where only files are read
     * @param apiVersion that we speak with it, {@code 1.41}; "" the same
     */
    record Up(Instant since, String version, String apiVersion) implements InstanceState {}

    /**
     * It does not; it is tried again.
     *
     * @param reason what was tried, and how it failed
     */
    record Down(Instant since, String reason) implements InstanceState {}
}
