package io.hypervigil.alerting.outbox;

import io.hypervigil.alerting.dispatch.Target;
import java.time.Instant;
import java.util.Optional;

/**
 * How it went with one target since the process began; what metrics are made of.
 *
 * @param waiting notifications now
 * @param oldest when the oldest of those was decided
 * @param delivered taken by the service
 * @param retried attempts after which another one is made
 * @param refused given up since the service said never
 * @param expired given up since they were too old
 * @param lastFault of the newest attempt that failed, for people
 */
public record OutboxCounts(
        Target target,
        int waiting,
        Optional<Instant> oldest,
        long delivered,
        long retried,
        long refused,
        long expired,
        Optional<String> lastFault) {

    /** Of one that nothing was for yet. */
    public static OutboxCounts none(Target target) {
        return new OutboxCounts(target, 0, Optional.empty(), 0, 0, 0, 0, Optional.empty());
    }
}
