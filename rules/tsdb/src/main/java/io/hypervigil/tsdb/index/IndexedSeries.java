package io.hypervigil.tsdb.index;

import io.hypervigil.promql.labels.Labels;

/** What the index knows of a series. */
public interface IndexedSeries {

    Labels labels();

    /** Whether it may have a sample within a span of time, both ends inclusive. */
    boolean overlaps(long fromMillis, long toMillis);
}
