package io.hypervigil.web.api;

import java.time.Instant;

/**
 * Since when the process runs, and with what configuration.
 *
 * @param startedAt when it began
 * @param configuredAt when the configuration in force was read
 * @param isLastReloadGood whether it is the one that was read last
 */
public record Uptime(Instant startedAt, Instant configuredAt, boolean isLastReloadGood) {}
