package io.hypervigil.logging;

import org.slf4j.event.Level;

/** The least severity that is written. */
public enum LogLevel {
    DEBUG(Level.DEBUG, Level.INFO),
    INFO(Level.INFO, Level.WARN),
    WARN(Level.WARN, Level.WARN),
    ERROR(Level.ERROR, Level.ERROR);

    private final Level own;
    private final Level libraries;

    LogLevel(Level own, Level libraries) {
        this.own = own;
        this.libraries = libraries;
    }

    /** Whether an event of that severity is written; libraries say more than people want. */
    boolean isWritten(Level level, boolean isOwn) {
        return level.toInt() >= (isOwn ? own : libraries).toInt();
    }
}
