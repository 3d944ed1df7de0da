package io.hypervigil.alerting.group;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates groups at their times, on the one thread that runs it, until it is closed.
 *
 * <p>Thread: {@link #run} one; {@link #wake} and {@link #close} any.
 */
public final class RuleLoop implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RuleLoop.class);

    /** The longest sleep: a clock that was set is noticed after so long. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final RuleGroups groups;
    private final InstantSource clock;
    private final Semaphore alarm = new Semaphore(0);
    private volatile boolean isClosed;

    public RuleLoop(RuleGroups groups, InstantSource clock) {
        this.groups = groups;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            var next = Optional.<Instant>empty();
            do {
                next = evaluate();
            } while (waitUntil(next));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Instant> evaluate() {
        try {
            return groups.evaluateDue();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("rules could not be evaluated");
            return Optional.empty();
        }
    }

    /**
     * @return false where it was closed
     */
    private boolean waitUntil(Optional<Instant> next) throws InterruptedException {
        var wait =
                next.map(time -> Duration.between(clock.instant(), time))
                        .filter(left -> left.compareTo(LONGEST_WAIT) < 0)
                        .orElse(LONGEST_WAIT);
        if (!isClosed && wait.isPositive()) {
            var _ = alarm.tryAcquire(wait.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
        alarm.drainPermits();
        return !isClosed;
    }

    /** Looks for the next group anew, after a reload. */
    public void wake() {
        alarm.release();
    }

    /** Ends soon, in the middle of a query too. */
    @Override
    public void close() {
        groups.stop();
        isClosed = true;
        alarm.release();
    }
}
