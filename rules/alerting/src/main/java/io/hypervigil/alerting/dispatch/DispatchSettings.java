package io.hypervigil.alerting.dispatch;

import java.time.Duration;

/**
 * How much is kept, and how it begins.
 *
 * @param groups of alerts, over all routes; a further one is not made and its alerts are not told
 * @param alertsPerNotification a further one is only counted in it
 * @param startDelay for which nothing is told at first, so that alerts which keep others quiet are
 *     known before those are told of
 */
public record DispatchSettings(int groups, int alertsPerNotification, Duration startDelay) {

    /** For one machine, whose rules are all judged once within half a minute. */
    public static final DispatchSettings DEFAULTS =
            new DispatchSettings(10_000, 1_000, Duration.ofSeconds(30));

    public DispatchSettings {
        if (groups < 1 || alertsPerNotification < 1) {
            throw new IllegalArgumentException(
                    "limits " + groups + " and " + alertsPerNotification + ", at least 1 expected");
        }
        if (startDelay.isNegative()) {
            throw new IllegalArgumentException("start delay " + startDelay + " is negative");
        }
    }
}
