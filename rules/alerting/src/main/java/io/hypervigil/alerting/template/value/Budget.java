package io.hypervigil.alerting.template.value;

import java.util.function.LongSupplier;

/**
 * Counts what one expansion takes, and stops it where it has had enough.
 *
 * <p>Thread: one.
 */
public final class Budget {

    /** The clock is read this seldom. */
    private static final int STEPS_A_LOOK = 256;

    private static final long UNITS_A_STEP = 1_000;

    /** About two seconds of matching: nothing can be stopped within. */
    private static final long MOST_AT_ONCE = 100_000_000;

    private final Limits limits;
    private final LongSupplier nanos;
    private final long start;
    private int steps;
    private long characters;

    public Budget(Limits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    public Limits limits() {
        return limits;
    }

    /** One step of work. */
    public void step() {
        if (++steps > limits.steps()) {
            throw new LimitException("more than " + limits.steps() + " steps");
        }
        if (steps % STEPS_A_LOOK == 0) {
            look();
        }
    }

    /**
     * Work that is not counted in steps while it lasts, such as that of a pattern on a text: a
     * thousand units are a step.
     */
    public void work(long units) {
        if (units > MOST_AT_ONCE) {
            throw new LimitException("more than " + MOST_AT_ONCE + " units of work at once");
        }
        steps += (int) (units / UNITS_A_STEP);
        step();
    }

    /** That many characters, about to be made. */
    public void characters(long count) {
        characters += count;
        if (characters > limits.characters()) {
            throw new LimitException("more than " + limits.characters() + " characters of work");
        }
    }

    /** Something that may have taken long has ended. */
    public void look() {
        if (nanos.getAsLong() - start > limits.time().toNanos()) {
            throw new LimitException("more than " + limits.time().toMillis() + " ms");
        }
    }
}
