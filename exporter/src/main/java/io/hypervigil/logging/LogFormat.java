package io.hypervigil.logging;

/** How a line is written. */
public enum LogFormat {
    /** {@code time=2026-11-21T04:26:51.123Z level=INFO msg=listening address=http://[::]:10048}. */
    TEXT,
    /** One JSON object a line with the same keys. */
    JSON
}
