package io.hypervigil.containers;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.containers.runtime.PodmanPodMetrics;
import io.hypervigil.containers.runtime.RuntimeMetrics;
import io.hypervigil.containers.runtime.Runtimes;
import java.time.Duration;

/**
 * Says which runtimes answer, and which pods Podman has: what is known already, asking nobody. Only
 * at first it waits a moment for the first answers.
 */
final class RuntimesProbe implements Probe {

    /** The first round waits for whoever does not hang. */
    static final Duration FIRST_ANSWER = Duration.ofSeconds(3);

    /** No scrape wakes it for the little that it has to say. */
    private static final Beat BEAT = Beat.slow(Duration.ofSeconds(5), FIRST_ANSWER.plusSeconds(1));

    private final CollectorContext context;
    private final Runtimes runtimes;
    private final Runnable onUp;
    private final Arrivals arrivals = new Arrivals();

    /**
     * @param onUp is run when one begins to answer
     */
    RuntimesProbe(CollectorContext context, Runtimes runtimes, Runnable onUp) {
        this.context = context;
        this.runtimes = runtimes;
        this.onUp = onUp;
    }

    @Override
    public String name() {
        return "runtimes";
    }

    @Override
    public Beat beat() {
        return BEAT;
    }

    @Override
    public Outcome sample(SampleSink sink) throws InterruptedException {
        runtimes.awaitAsked(FIRST_ANSWER);
        if (arrivals.areIn(runtimes.instances())) {
            onUp.run();
        }
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
