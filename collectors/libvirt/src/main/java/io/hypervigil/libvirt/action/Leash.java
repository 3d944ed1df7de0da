package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;

/**
 * Whether anybody still waits for what a thread does. Where nobody does, it begins nothing new: who
 * asked was told that it failed.
 *
 * <p>Thread: any.
 */
final class Leash {

    private volatile boolean isAbandoned;
    private volatile boolean isCancelled;

    void abandon() {
        isAbandoned = true;
    }

    /** Who asked wants it no more, and waits until it has ended. */
    void cancel() {
        isCancelled = true;
    }

    /** Refuses to go on where nobody waits any more. */
    void check() throws ActionFailure {
        if (isCancelled) {
            throw Refusal.cancelled("cancelled before it began", "all is as before");
        }
        if (isAbandoned) {
            throw Refusal.of(Kind.UNAVAILABLE, "nobody waits for this any more", "try again");
        }
    }
}
