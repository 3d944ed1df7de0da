package io.hypervigil.collect;

/** How a round of a probe ended. */
public sealed interface Outcome {

    /** The source answered; the sink's samples are the new snapshot. */
    Outcome SAMPLED = new Sampled();

    /**
     * The source answered. What of it could not be read was told to {@link SampleSink#missing} and
     * {@link SampleSink#problem}.
     */
    record Sampled() implements Outcome {}

    /**
     * There is no such source on this machine now: no driver, no daemon, no device. Quiet; looked
     * for again now and then.
     *
     * @param reason for people: what is not there, and where it was looked for
     */
    record Unavailable(String reason) implements Outcome {}

    /**
     * The source is there and broke. Loud; tried again with growing pauses.
     *
     * @param cause its message says what was read and what was wrong with it
     */
    record Failed(Throwable cause) implements Outcome {}
}
