package io.hypervigil.alerting.alertmanager;

import java.time.Instant;

/**
 * What the status says of the process.
 *
 * @param config the routing file as it may be shown: no secret in it
 * @param startedAt when the process began
 */
public record ServerInfo(String version, String revision, String config, Instant startedAt) {}
