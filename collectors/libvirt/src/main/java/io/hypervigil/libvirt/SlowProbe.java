package io.hypervigil.libvirt;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Probe;
import java.time.Duration;

/**
 * A probe that is sampled at its own beat and not for a scrape: a hypervisor may be slow to answer.
 */
abstract class SlowProbe implements Probe {

    private final String name;
    private final Beat beat;

    /**
     * @param deadline of a round
     */
    SlowProbe(String name, Duration interval, Duration deadline) {
        this.name = name;
        this.beat = Beat.slow(interval, deadline);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Beat beat() {
        return beat;
    }
}
