package io.hypervigil.recording;

import io.hypervigil.collect.Threads;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.snapshot.Restoration;
import io.hypervigil.tsdb.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the window on disk: reads it at the start, writes it now and then and at the end.
 *
 * <p>Thread: any.
 */
public final class WindowFile implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(WindowFile.class);

    private final SampleWindow window;
    private final Path file;
    private final Duration interval;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong failures = new AtomicLong();
    private volatile Optional<Instant> lastWritten = Optional.empty();
    private volatile boolean isSetAside;
    private boolean isOpen;
    private boolean isFailing;

    /**
     * @param interval from one writing to the next
     */
    public WindowFile(SampleWindow window, Path file, Duration interval, InstantSource clock) {
        this.window = window;
        this.file = file;
        this.interval = interval;
        this.clock = clock;
    }

    /** Reads the file into the window, which holds nothing yet, and writes it from now on. */
    public synchronized void open() {
        restore();
        isOpen = true;
        Threads.start("window-file", this::run);
    }

    /** When the file was last written; none where it was not since the start. */
    Optional<Instant> lastWritten() {
        return lastWritten;
    }

    /** How often it could not be written since the start. */
    long failures() {
        return failures.get();
    }

    /** Whether the file of the last time was of no use. */
    boolean isSetAside() {
        return isSetAside;
    }

    /** Writes it for the last time, but where what it held has not been read. */
    @Override
    public void close() {
        closed.countDown();
        write();
    }

    private void restore() {
        switch (Snapshots.read(file, window, clock.millis())) {
            case Restoration.Restored(int series, long samples) ->
                    LOGGER.atInfo()
                            .addKeyValue("path", file)
                            .addKeyValue("series", series)
                            .addKeyValue("samples", samples)
                            .log("window read back");
            case Restoration.Absent() ->
                    LOGGER.atDebug().addKeyValue("path", file).log("no window to read back");
            case Restoration.SetAside(var reason, var path) -> {
                isSetAside = true;
                LOGGER.atError()
                        .addKeyValue("path", path)
                        .addKeyValue("error", reason)
                        .log("window could not be read back, its file is set aside");
            }
        }
    }

    private void run() {
        try {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                write();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void write() {
        if (!isOpen) {
            return;
        }
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Snapshots.write(window, file);
            lastWritten = Optional.of(clock.instant());
            isFailing = false;
        } catch (IOException e) {
            failures.incrementAndGet();
            // A full disk stays full for a while: once is enough.
            if (!isFailing) {
                LOGGER.atError()
                        .addKeyValue("path", file)
                        .addKeyValue("error", e.toString())
                        .log("window could not be written, it is tried again");
            }
            isFailing = true;
        }
    }
}
