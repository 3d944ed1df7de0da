package io.hypervigil.web.security;

/**
 * What the web configuration did since the start.
 *
 * @param admitted requests let in
 * @param unauthorized requests without right credentials (401)
 * @param overRate requests beyond the rate limit (429)
 * @param tooBusy requests whose password nobody had time to check (503)
 * @param reloads changed files that were taken
 * @param failedReloads changed files that were refused
 */
public record SecurityCounts(
        long admitted,
        long unauthorized,
        long overRate,
        long tooBusy,
        long reloads,
        long failedReloads) {}
