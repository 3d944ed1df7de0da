package io.hypervigil.promql.engine.row;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Counts what a query takes, and ends it where that is too much: samples held at once, and time.
 *
 * <p>Thread: confined to the query.
 */
public final class Meter {

    /** The clock is read about this often: work for a fraction of a millisecond. */
    private static final long WORK_BETWEEN_LOOKS = 50_000;

    private final long maxSamples;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private final long timeoutNanos;
    private final BooleanSupplier isCancelled;

    private long held;
    private long peak;
    private long looked;
    private long workLeft = WORK_BETWEEN_LOOKS;

    public Meter(
            long maxSamples,
            long timeoutNanos,
            LongSupplier nanoClock,
            BooleanSupplier isCancelled) {
        this.maxSamples = maxSamples;
        this.timeoutNanos = timeoutNanos;
        this.nanoClock = nanoClock;
        this.isCancelled = isCancelled;
        this.startNanos = nanoClock.getAsLong();
    }

    /** Says that so many more samples are held. */
    public void hold(long samples) {
        held += samples;
        if (held > peak) {
            peak = held;
            if (held > maxSamples) {
                throw Failure.tooManySamples();
            }
        }
    }

    /** Says that so many fewer samples are held. */
    public void release(long samples) {
        held -= samples;
    }

    /** Says that so many stored samples were looked at. */
    public void look(long samples) {
        looked += samples;
    }

    /** Says that work is done, about one for each sample; now and then it reads the clock. */
    public void spend(long work) {
        workLeft -= work;
        if (workLeft < 0) {
            check();
        }
    }

    /** Ends the query if its time is over or nobody wants it. */
    public void check() {
        workLeft = WORK_BETWEEN_LOOKS;
        if (isCancelled.getAsBoolean()) {
            throw Failure.canceled();
        }
        if (elapsedNanos() > timeoutNanos) {
            throw Failure.timeout();
        }
    }

    public long maxSamples() {
        return maxSamples;
    }

    public long elapsedNanos() {
        return nanoClock.getAsLong() - startNanos;
    }

    /** The most samples that were held at once. */
    public long peak() {
        return peak;
    }

    /** How many stored samples were looked at. */
    public long looked() {
        return looked;
    }
}
