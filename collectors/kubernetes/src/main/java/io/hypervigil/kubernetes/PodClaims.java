package io.hypervigil.kubernetes;

import io.hypervigil.collect.Fact.Claim;
import io.hypervigil.collect.FactBoard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * What stands on the board of facts. A kubelet that is restarted takes no device from a pod, so
 * that claims outlast its absence for a while.
 *
 * <p>Thread: any.
 */
final class PodClaims implements AutoCloseable {

    private static final String PUBLISHER = "kubernetes";

    private final FactBoard facts;
    private final InstantSource clock;
    private final Duration kept;
    private Instant until = Instant.MIN;
    private boolean isClosed;

    /**
     * @param kept for how long after the last answer
     */
    PodClaims(FactBoard facts, InstantSource clock, Duration kept) {
        this.facts = facts;
        this.clock = clock;
        this.kept = kept;
    }

    /** The kubelet has answered. */
    synchronized void publish(List<Claim> claims) {
        if (!isClosed) {
            facts.publish(PUBLISHER, claims);
            until = clock.instant().plus(kept);
        }
    }

    /** The kubelet has not answered. */
    synchronized void age() {
        if (clock.instant().isAfter(until)) {
            withdraw();
        }
    }

    /** There is no kubelet. */
    synchronized void withdraw() {
        facts.withdraw(PUBLISHER);
    }

    /** Withdraws them, and publishes none any more. */
    @Override
    public synchronized void close() {
        isClosed = true;
        withdraw();
    }
}
