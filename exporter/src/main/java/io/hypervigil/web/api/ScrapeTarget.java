package io.hypervigil.web.api;

import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * This process as a Prometheus would see it that scrapes it.
 *
 * @param labels those that each of its series has, {@code job} among them
 * @param url of its metrics
 * @param interval from one sample of a series to the next
 * @param lastScrape when the last round was; none before the first
 * @param lastScrapeDuration how long it took
 */
public record ScrapeTarget(
        Labels labels,
        String url,
        Duration interval,
        Optional<Instant> lastScrape,
        Duration lastScrapeDuration) {}
