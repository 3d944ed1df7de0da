package io.hypervigil.libvirt;

import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One of several probes that ask hypervisors, one after the other. libvirt lets one at a time ask a
 * hypervisor, and who says that he does not want to wait gets a record without what he asked for:
 * two tiers at once would cost each other their values.
 *
 * <p>Nobody waits for longer than half his interval, since the one before may hang.
 *
 * <p>Thread: its own.
 */
final class TurnProbe extends AroundProbe {

    private final Semaphore turn;

    /**
     * @param turn fair, with one permit, shared by all who take turns
     */
    TurnProbe(Probe probe, Semaphore turn) {
        super(probe);
        this.turn = turn;
    }

    @Override
    public Outcome sample(SampleSink sink) throws Exception {
        long patienceNanos = beat().interval().toNanos() / 2;
        boolean isMine = turn.tryAcquire(patienceNanos, TimeUnit.NANOSECONDS);
        try {
            return probe.sample(sink);
        } finally {
            if (isMine) {
                turn.release();
            }
        }
    }
}
