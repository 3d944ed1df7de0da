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

    void abandon() {
        isAbandoned = true;
    }

    /** Refuses to go on where nobody waits any more. */
    void check() throws ActionFailure {
        if (isAbandoned) {
            throw Refusal.of(Kind.UNAVAILABLE, "nobody waits for this any more", "try again");
        }
    }
}
