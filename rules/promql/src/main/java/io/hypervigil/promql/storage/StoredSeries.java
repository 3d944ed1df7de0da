package io.hypervigil.promql.storage;

import io.hypervigil.promql.labels.Labels;

/**
 * One series of a store.
 *
 * <p>Thread: any; a read sees the samples that were there when it began, and perhaps later ones.
 */
public interface StoredSeries {

    Labels labels();

    /**
     * Adds the samples of a span of time to a buffer, in the order of time, staleness markers among
     * them.
     *
     * @param afterMillis samples at this time are not wanted, later ones are
     * @param toMillis the last time wanted
     */
    void read(long afterMillis, long toMillis, SampleBuffer into);

    /**
     * Adds the last sample of a span of time to a buffer, a staleness marker too; nothing where
     * there is none. A store that can find it without reading the others overrides this.
     */
    default void readLast(long afterMillis, long toMillis, SampleBuffer into) {
        var all = new SampleBuffer();
        read(afterMillis, toMillis, all);
        into.addLastOf(all);
    }
}
