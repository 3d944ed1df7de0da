package io.hypervigil.containers.usage;

import io.hypervigil.collect.SampleSink;

/**
 * One subject of a control group's usage: reads its files, and writes its families later, when it
 * is sure that the group was there to the end.
 *
 * <p>Thread: one.
 */
@FunctionalInterface
public interface UsagePart {

    /** Begins a round: says what cannot be had in it. */
    default void begin(SampleSink sink) {
        // Most have all they want.
    }

    /** What the files say now. */
    Reading read(Subject subject);

    /** What was read, to be written. */
    @FunctionalInterface
    interface Reading {

        /** Writes it. */
        void write(UsageSink out);
    }
}
