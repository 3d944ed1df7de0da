package io.hypervigil.collect;

/**
 * What is sampled: a part of a collector with a beat, a deadline, a thread and a snapshot of its
 * own. A probe that hangs costs its own values and nothing else.
 *
 * <p>Thread: the probe's own; never two calls of {@link #sample} at once.
 */
public interface Probe {

    /** Unique among the probes of its collector: {@code kernel}, {@code gpu-GPU-7f3c…}. */
    String name();

    /** How often it is sampled, and how long it may take. Read once, at the start. */
    default Beat beat() {
        return Beat.DEFAULT;
    }

    /**
     * Reads the source once and writes every sample of this round. Samples of a round that ends
     * other than {@link Outcome.Sampled} are thrown away.
     *
     * @throws Exception is taken as {@link Outcome.Failed}
     */
    Outcome sample(SampleSink sink) throws Exception;
}
