package io.hypervigil.logging;

import io.hypervigil.collect.Permitted;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;

/**
 * Where log lines go, from which severity on and in which format.
 *
 * <p>Thread: any; each line is written at once.
 */
public final class LogOutput {

    /** The process's own: slf4j makes its provider itself, so it cannot be handed in. */
    private static final LogOutput PROCESS =
            new LogOutput(new FileOutputStream(FileDescriptor.err), InstantSource.system());

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final String OWN = "io.hypervigil.";

    private final OutputStream out;
    private final InstantSource clock;
    private volatile Setup setup = new Setup(LogLevel.INFO, LogFormat.TEXT);

    private record Setup(LogLevel level, LogFormat format) {}

    LogOutput(OutputStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    static LogOutput ofProcess() {
        return PROCESS;
    }

    /** Sets severity and format of the process's log, for lines written from now on. */
    public static void configure(LogLevel level, LogFormat format) {
        PROCESS.set(level, format);
    }

    void set(LogLevel level, LogFormat format) {
        setup = new Setup(level, format);
    }

    boolean isWritten(String logger, Level level) {
        return setup.level.isWritten(level, logger.startsWith(OWN));
    }

    void write(String logger, LoggingEvent event, @Nullable String message) {
        var now = setup;
        var line = LogLine.of(now.format);
        line.put("time", TIME.format(clock.instant()));
        line.put("level", event.getLevel().name());
        line.put("msg", String.valueOf(message));
        if (!logger.startsWith(OWN)) {
            line.put("logger", logger);
        }
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                line.put(ownKey(pair.key), Objects.requireNonNullElse(pair.value, "null"));
            }
        }
        var thrown = event.getThrowable();
        if (thrown != null) {
            line.put("exception", thrown.toString());
            if (event.getLevel() == Level.ERROR || now.level == LogLevel.DEBUG) {
                line.put("stack", stack(thrown));
            }
        }
        write(line.end());
    }

    /** The keys of every line stay unique. */
    private static String ownKey(String key) {
        return switch (key) {
            case "time", "level", "msg", "logger", "exception", "stack" -> key + "_";
            default -> key;
        };
    }

    @Permitted("into the log")
    private static String stack(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void write(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            try {
                out.write(bytes);
            } catch (IOException _) {
                // Standard error is gone: there is nobody left to tell.
            }
        }
    }
}
