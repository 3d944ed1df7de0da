package io.hypervigil.web.listen;

import java.time.Duration;

/**
 * What is taken from a connection.
 *
 * @param headerBytes request line and headers together; beyond it 431
 * @param bodyBytes of a request; beyond it 413
 * @param headTimeout from a request's first byte to the end of its headers, however slowly they
 *     drip; a connection's first request, TLS handshake included, has as long from its opening
 * @param requestTimeout how long a request's body or its answer may stand still
 * @param keepAlive how long a connection is kept between two requests
 * @param connections at once; further ones wait in the kernel
 */
public record HttpLimits(
        int headerBytes,
        long bodyBytes,
        Duration headTimeout,
        Duration requestTimeout,
        Duration keepAlive,
        int connections) {

    /**
     * Room for a scrape with a long {@code collect[]} list; bodies that are too long for who reads
     * them are mostly refused there, in the words of its own interface; connections of scrapers
     * with an interval of up to 2 minutes stay open.
     */
    public static final HttpLimits DEFAULT =
            new HttpLimits(
                    16 * 1024,
                    2 * 1024 * 1024,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(150),
                    512);
}
