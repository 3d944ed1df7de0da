package io.hypervigil.web.security;

import java.time.Duration;

/**
 * How many requests are taken: a bucket that holds {@code burst} and gains one each {@code
 * interval}. A burst of 0 takes none, as exporter-toolkit's does.
 */
public record RateLimit(Duration interval, int burst) {

    public RateLimit {
        if (!interval.isPositive() || burst < 0) {
            throw new IllegalArgumentException("interval " + interval + ", burst " + burst);
        }
    }
}
