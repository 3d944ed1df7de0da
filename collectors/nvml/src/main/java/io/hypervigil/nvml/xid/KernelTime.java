package io.hypervigil.nvml.xid;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import io.hypervigil.collect.kernel.KernelRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the kernel's log says that something was, by the wall clock.
 *
 * <p>The log's clock drifts by seconds a day. So what is read for the first time was said since the
 * last time, whatever that clock says; of the ring's past it is the only witness.
 *
 * <p>Thread: one.
 */
final class KernelTime {

    private final FileTree proc;
    private @Nullable Instant lastDrain;
    private Instant now = Instant.EPOCH;
    private Optional<Instant> boot = Optional.empty();

    KernelTime(FileTree proc) {
        this.proc = proc;
    }

    /** A drain begins. */
    void begin(Instant newNow) {
        now = newNow;
        boot = uptime().map(now::minus);
    }

    /** A drain has ended: what comes later was said later. */
    void end() {
        lastDrain = now;
    }

    /** When a record was written. */
    Instant of(KernelRecord record) {
        var said = boot.map(it -> it.plusNanos(record.micros() * 1_000)).orElse(now);
        var before = lastDrain;
        if (said.isAfter(now)) {
            return now;
        }
        return before != null && said.isBefore(before) ? before : said;
    }

    private Optional<Duration> uptime() {
        try {
            return proc.find("uptime", KernelTime::seconds)
                    .map(seconds -> Duration.ofMillis(Math.round(seconds * 1_000)));
        } catch (IOException | MalformedTextException _) {
            // Then all that is read counts as said now.
            return Optional.empty();
        }
    }

    private static double seconds(Text text) {
        if (!text.nextLine()) {
            throw text.malformed("seconds since boot expected");
        }
        return text.number();
    }
}
