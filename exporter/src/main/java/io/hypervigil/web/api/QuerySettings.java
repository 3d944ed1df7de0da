package io.hypervigil.web.api;

import java.time.Duration;

/**
 * What queries may take.
 *
 * @param timeout the longest that one may take, waiting included
 * @param maxSamples the most samples that one may hold
 * @param maxConcurrency how many run at once; others wait for their turn
 */
public record QuerySettings(Duration timeout, long maxSamples, int maxConcurrency) {}
