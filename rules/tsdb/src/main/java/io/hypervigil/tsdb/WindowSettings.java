package io.hypervigil.tsdb;

import java.time.Duration;

/**
 * How much a window keeps.
 *
 * @param retention how far back samples reach; longer by at most the length of a chunk
 * @param maxSeries series at once; beyond it new ones are refused
 * @param maxBytes of samples, labels and index together; beyond it what would need more is refused
 */
public record WindowSettings(Duration retention, int maxSeries, long maxBytes) {

    /** Three hours, 50,000 series, 48 MiB: half of the process's heap. */
    public static final WindowSettings DEFAULT =
            new WindowSettings(Duration.ofHours(3), 50_000, 48L << 20);

    public WindowSettings {
        if (retention.toMillis() < 1000) {
            throw new IllegalArgumentException(
                    "retention is " + retention + ", at least a second is expected");
        }
        if (maxSeries < 1) {
            throw new IllegalArgumentException(
                    "maxSeries is " + maxSeries + ", at least 1 is expected");
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException(
                    "maxBytes is " + maxBytes + ", at least 1 is expected");
        }
    }
}
