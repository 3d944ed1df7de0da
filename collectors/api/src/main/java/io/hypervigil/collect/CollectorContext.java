package io.hypervigil.collect;

import io.hypervigil.collect.files.HostFiles;
import java.time.InstantSource;

/**
 * What the process lends to an open collector.
 *
 * <p>Thread: any.
 */
public interface CollectorContext {

    /** The settings of the type that {@link Collector#settings} named, validated. */
    <S extends Record> S settings(Class<S> type);

    /** Whether a group of the schema is switched on. What is off need not be read. */
    boolean isOn(Group group);

    /**
     * Fresh readers below the configured roots of /proc, /sys, / and udev's data. One set a thread,
     * since each reuses its buffer.
     */
    HostFiles files();

    /** Facts shared between collectors: who holds which device. */
    FactBoard facts();

    /** The wall clock. */
    InstantSource clock();

    /**
     * Schedules a probe from now on.
     *
     * @return closes the probe: it is not sampled again and its series vanish
     * @throws IllegalArgumentException where this collector already runs a probe of that name
     */
    Running start(Probe probe);

    /** A probe that is being sampled. */
    interface Running extends AutoCloseable {

        /**
         * Asks for a round as soon as the present one has ended: an event or an action says that
         * something is different now.
         */
        void sampleSoon();

        /** Ends the probe without waiting for a sample that hangs. The second call does nothing. */
        @Override
        void close();
    }
}
