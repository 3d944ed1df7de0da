package io.hypervigil.containers.instance;

import java.time.Duration;

/**
 * How often a runtime is asked that says nothing.
 *
 * @param check from the last event to the question whether it is there
 * @param listAgain from one list of all containers to the next
 * @param lookAgain for what was there and is not
 */
public record Patience(Duration check, Duration listAgain, Duration lookAgain) {

    /** Each question wakes the daemon: as few as can be. */
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(10), Duration.ofMinutes(5), Duration.ofSeconds(2));
}
