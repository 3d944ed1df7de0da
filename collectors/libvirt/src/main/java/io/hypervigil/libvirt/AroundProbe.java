package io.hypervigil.libvirt;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.Probe;

/** A probe that does something around the rounds of another, whose name and beat it has. */
abstract class AroundProbe implements Probe {

    /** Whose rounds they are. */
    protected final Probe probe;

    AroundProbe(Probe probe) {
        this.probe = probe;
    }

    @Override
    public final String name() {
        return probe.name();
    }

    @Override
    public final Beat beat() {
        return probe.beat();
    }
}
