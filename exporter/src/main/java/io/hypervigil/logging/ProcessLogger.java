package io.hypervigil.logging;

import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.DefaultLoggingEvent;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** A logger under its name. */
final class ProcessLogger extends LegacyAbstractLogger implements LoggingEventAware {

    @Serial private static final long serialVersionUID = 1;

    private final transient LogOutput output;

    ProcessLogger(String name, LogOutput output) {
        this.name = name;
        this.output = output;
    }

    @Override
    public void log(LoggingEvent event) {
        if (output.isWritten(getName(), event.getLevel())) {
            var message =
                    MessageFormatter.basicArrayFormat(event.getMessage(), event.getArgumentArray());
            output.write(getName(), event, message);
        }
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        var event = new DefaultLoggingEvent(level, this);
        event.setThrowable(thrown);
        output.write(getName(), event, MessageFormatter.basicArrayFormat(message, arguments));
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    public boolean isTraceEnabled() {
        return output.isWritten(getName(), Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return output.isWritten(getName(), Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return output.isWritten(getName(), Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return output.isWritten(getName(), Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return output.isWritten(getName(), Level.ERROR);
    }
}
