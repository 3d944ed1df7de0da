package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * GPUs that a profile is applied to or tried on: nothing else is set of them meanwhile, since it
 * would be put back with the rest.
 *
 * <p>Thread: any.
 */
final class Reservations {

    private final Map<String, String> purposes = new HashMap<>();
    private boolean isEnding;

    /**
     * Takes a GPU, where nobody else has it.
     *
     * @param purpose for people: {@code profile night is tried on it}
     */
    synchronized void take(String uuid, String purpose) throws ActionFailure {
        refuseTaken(uuid);
        purposes.put(uuid, purpose);
    }

    synchronized void giveBack(Collection<String> uuids) {
        purposes.keySet().removeAll(uuids);
        notifyAll();
    }

    synchronized boolean isTaken(String uuid) {
        return purposes.containsKey(uuid);
    }

    /** Refuses what would be in the way of who has taken a GPU. */
    synchronized void refuseTaken(String uuid) throws ActionFailure {
        var purpose = purposes.get(uuid);
        if (purpose != null) {
            throw Refusal.of(
                    Kind.CONFLICT, uuid + ": " + purpose, "wait for its end, or cancel it");
        }
    }

    /** Whether those who have taken GPUs are to come to an end. */
    synchronized boolean isEnding() {
        return isEnding;
    }

    /** Has those who have taken GPUs come to an end, and waits for them. */
    synchronized void end(Duration patience) {
        long untilNanos = System.nanoTime() + patience.toNanos();
        isEnding = true;
        try {
            while (!purposes.isEmpty() && System.nanoTime() < untilNanos) {
                wait(Math.max(1, (untilNanos - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        isEnding = false;
    }
}
