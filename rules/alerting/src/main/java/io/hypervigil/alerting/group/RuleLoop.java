package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alarm.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
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
    private final Alarm alarm;
    private volatile boolean isClosed;

    public RuleLoop(RuleGroups groups, InstantSource clock) {
        this.groups = groups;
        this.alarm = new Alarm(clock);
    }

    @Override
    public void run() {
        try {
            while (!isClosed) {
                alarm.await(evaluate(), LONGEST_WAIT);
            }
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

    /** Looks for the next group anew, after a reload. */
    public void wake() {
        alarm.ring();
    }

    /** Ends soon, in the middle of a query too. */
    @Override
    public void close() {
        groups.stop();
        isClosed = true;
        alarm.ring();
    }
}
