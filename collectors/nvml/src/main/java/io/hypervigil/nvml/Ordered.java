package io.hypervigil.nvml;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import java.util.List;
import java.util.function.Supplier;

/**
 * A probe that leans on what others find out: its first round waits for theirs, for three quarters
 * of its deadline at most, so that one round of all gives a true picture in any order.
 *
 * <p>Thread: the probe's.
 */
final class Ordered implements Probe {

    private static final int PATIENCE_PERCENT = 75;
    private static final int WHOLE_PERCENT = 100;

    private final Probe probe;
    private final Wait wait;
    private final Runnable then;
    private boolean hasBegun;
    private boolean hasEnded;

    /** What is waited for. */
    sealed interface Wait {

        /** Nothing. */
        record ForNothing() implements Wait {}

        /**
         * Rounds that it goes without where they do not end in time.
         *
         * @param rounds asked for one after the other, since some come of others
         */
        record For(List<Supplier<List<FirstRound>>> rounds) implements Wait {
            public For {
                rounds = List.copyOf(rounds);
            }
        }

        /**
         * A round without which there is none of its own yet.
         *
         * @param name of its probe, for people
         */
        record ForNeeded(String name, FirstRound round) implements Wait {}
    }

    /**
     * @param then what is done at the end of its own first round
     */
    Ordered(Probe probe, Wait wait, Runnable then) {
        this.probe = probe;
        this.wait = wait;
        this.then = then;
    }

    @Override
    public String name() {
        return probe.name();
    }

    @Override
    public Beat beat() {
        return probe.beat();
    }

    @Override
    public Outcome sample(SampleSink sink) throws Exception {
        try {
            return isMyTurn()
                    ? probe.sample(sink)
                    : new Outcome.Unavailable("the first round of " + awaited() + " goes on");
        } finally {
            if (!hasEnded) {
                hasEnded = true;
                then.run();
            }
        }
    }

    private boolean isMyTurn() {
        if (hasBegun) {
            return true;
        }
        long patienceNanos = probe.beat().deadline().toNanos() * PATIENCE_PERCENT / WHOLE_PERCENT;
        long untilNanos = System.nanoTime() + patienceNanos;
        hasBegun =
                switch (wait) {
                    case Wait.ForNothing() -> true;
                    case Wait.For(var rounds) -> {
                        rounds.forEach(
                                some -> some.get().forEach(round -> round.awaitUntil(untilNanos)));
                        yield true;
                    }
                    case Wait.ForNeeded(_, var round) -> round.awaitUntil(untilNanos);
                };
        return hasBegun;
    }

    private String awaited() {
        return wait instanceof Wait.ForNeeded(var name, _) ? name : "others";
    }
}
