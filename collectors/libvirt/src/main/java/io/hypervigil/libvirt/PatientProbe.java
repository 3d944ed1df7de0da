package io.hypervigil.libvirt;

import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A probe whose first round waits, within its deadline, until it can be a whole one: until it is
 * known whether libvirt answers, and perhaps which domains there are. Who looks at a machine once
 * sees what there is.
 *
 * <p>Thread: its own.
 */
final class PatientProbe extends AroundProbe {

    private static final Duration MARGIN = Duration.ofMillis(500);

    private final Wait wait;
    private final Supplier<Optional<String>> absence;
    private boolean hasWaited;

    /** Waits for something. */
    @FunctionalInterface
    interface Wait {

        /** Waits until it has happened, or for that long. */
        void atMost(Duration time) throws InterruptedException;
    }

    /**
     * @param absence why there is nothing to sample, where there is nothing
     */
    PatientProbe(Probe probe, Wait wait, Supplier<Optional<String>> absence) {
        super(probe);
        this.wait = wait;
        this.absence = absence;
    }

    @Override
    public Outcome sample(SampleSink sink) throws Exception {
        if (!hasWaited) {
            wait.atMost(beat().deadline().minus(MARGIN));
            hasWaited = true;
        }
        var reason = absence.get();
        return reason.isPresent() ? new Outcome.Unavailable(reason.get()) : probe.sample(sink);
    }
}
