package io.hypervigil.libvirt.stats;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.StatsRecord;

/**
 * Writes the samples of one group from what one call told of one domain, however little that was.
 *
 * <p>Thread: any, each with a sink of its own.
 */
@FunctionalInterface
public interface StatsPart {

    /** Writes what the record has of this group; never throws for what a record holds. */
    void write(StatsRecord record, SampleSink out);
}
