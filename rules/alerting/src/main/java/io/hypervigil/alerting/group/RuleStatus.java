package io.hypervigil.alerting.group;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the last evaluation of a rule went.
 *
 * @param error why it failed
 * @param at the time that it was for
 * @param took how long it ran
 */
public record RuleStatus(
        RuleHealth health, Optional<String> error, Optional<Instant> at, Duration took) {

    /** Not evaluated yet. */
    static final RuleStatus NEW =
            new RuleStatus(RuleHealth.UNKNOWN, Optional.empty(), Optional.empty(), Duration.ZERO);
}
