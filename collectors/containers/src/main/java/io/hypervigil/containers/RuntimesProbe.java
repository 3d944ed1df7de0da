package io.hypervigil.containers;

import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.containers.runtime.PodmanPodMetrics;
import io.hypervigil.containers.runtime.RuntimeMetrics;
import io.hypervigil.containers.runtime.Runtimes;

/** Says which runtimes answer, and which pods Podman has: what is known already, asking nobody. */
final class RuntimesProbe implements Probe {

    private final CollectorContext context;
    private final Runtimes runtimes;

    RuntimesProbe(CollectorContext context, Runtimes runtimes) {
        this.context = context;
        this.runtimes = runtimes;
    }

    @Override
    public String name() {
        return "runtimes";
    }

    @Override
    public Outcome sample(SampleSink sink) {
        if (runtimes.instances().isEmpty()) {
            return new Outcome.Unavailable("no Docker, Podman or containerd is here");
        }
        if (context.isOn(RuntimeMetrics.GROUP)) {
            RuntimeMetrics.write(runtimes.instances(), sink);
        }
        if (context.isOn(PodmanPodMetrics.GROUP)) {
            PodmanPodMetrics.write(runtimes.told(), sink);
        }
        return Outcome.SAMPLED;
    }
}
