package io.hypervigil.libvirt;

import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The probe that says which domains there are, and those that wait for it: for its first round, and
 * for the one in which libvirt is back, since a beat of a minute is long then.
 *
 * <p>Thread: its own; {@link #awaitFirst} and {@link #letGo} any.
 */
final class LeadingProbe extends AroundProbe {

    private final Runnable back;
    private final CountDownLatch first = new CountDownLatch(1);
    private boolean isLost;

    /**
     * @param back run after a round that succeeds where the one before did not
     */
    LeadingProbe(Probe probe, Runnable back) {
        super(probe);
        this.back = back;
    }

    @Override
    public Outcome sample(SampleSink sink) throws Exception {
        try {
            var outcome = probe.sample(sink);
            boolean wasLost = isLost;
            isLost = !(outcome instanceof Outcome.Sampled);
            if (wasLost && !isLost) {
                back.run();
            }
            return outcome;
        } finally {
            first.countDown();
        }
    }

    /** Waits until its first round has ended, whichever way, and no longer than that. */
    void awaitFirst(Duration atMost) throws InterruptedException {
        var _ = first.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Nobody waits any more. */
    void letGo() {
        first.countDown();
    }
}
