package io.hypervigil.collect.kernel;

import io.hypervigil.collect.jna.DevKmsg;
import io.hypervigil.collect.jna.KmsgSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's log, read without waiting: first what its ring still holds of the past, then what is
 * new. A record is given once, even where the file had to be opened again.
 *
 * <p>Thread: any; whoever closes it waits for a drain to end, which waits for nobody.
 */
public final class KernelLog implements AutoCloseable {

    /** Where it is. */
    public static final String PATH = "/dev/kmsg";

    /** More than the largest ring holds; a kernel that talks faster than we read is left then. */
    private static final int MOST_READS = 200_000;

    private final Supplier<KmsgSource.Opening> opener;
    private @Nullable KmsgSource source;
    private boolean isClosed;
    private String unfinished = "";
    private long first = -1;
    private long last = -1;
    private long lost;

    /**
     * What became of a drain.
     *
     * @param absence why it cannot be read; empty where it can
     * @param first the number of the oldest record that was ever read
     * @param lost records that were overwritten before they were read, so far
     */
    public record Drained(Optional<String> absence, OptionalLong first, long lost) {}

    /** A log that is opened when it is first read, and again after it failed. */
    KernelLog(Supplier<KmsgSource.Opening> opener) {
        this.opener = opener;
    }

    /** The log at a path: {@link #PATH}, or a file or pipe of records. */
    public static KernelLog at(String path) {
        return new KernelLog(() -> DevKmsg.open(path));
    }

    /** Gives all records since the last time. */
    public synchronized Drained drain(Consumer<KernelRecord> taker) {
        var absence = open().or(() -> readAll(taker));
        return new Drained(
                absence, first < 0 ? OptionalLong.empty() : OptionalLong.of(first), lost);
    }

    /** It is not opened again. */
    @Override
    public synchronized void close() {
        isClosed = true;
        letGo();
    }

    private void letGo() {
        if (source != null) {
            source.close();
            source = null;
        }
        unfinished = "";
    }

    private Optional<String> open() {
        if (isClosed) {
            return Optional.of("closed");
        }
        if (source != null) {
            return Optional.empty();
        }
        return switch (opener.get()) {
            case KmsgSource.Opening.Opened(var opened) -> {
                source = opened;
                yield Optional.empty();
            }
            case KmsgSource.Opening.Refused(var reason) -> Optional.of(reason);
        };
    }

    private Optional<String> readAll(Consumer<KernelRecord> taker) {
        for (int i = 0; i < MOST_READS && source != null; i++) {
            switch (source.read()) {
                case KmsgSource.Read.Piece(var text) -> take(text, taker);
                case KmsgSource.Read.Nothing() -> {
                    return Optional.empty();
                }
                case KmsgSource.Read.Overwritten() -> {
                    // The numbers of the records before and after say how many are gone.
                }
                case KmsgSource.Read.Failed(int errno) -> {
                    letGo();
                    return Optional.of("the kernel's log cannot be read: errno " + errno);
                }
            }
        }
        return Optional.empty();
    }

    /** The device gives whole lines; a pipe may end within one. */
    private void take(String text, Consumer<KernelRecord> taker) {
        var lines = (unfinished + text).split("\n", -1);
        for (int i = 0; i < lines.length - 1; i++) {
            KernelRecord.parse(lines[i]).ifPresent(it -> take(it, taker));
        }
        unfinished = lines[lines.length - 1];
    }

    private void take(KernelRecord record, Consumer<KernelRecord> taker) {
        if (record.sequence() <= last) {
            return;
        }
        if (last < 0) {
            first = record.sequence();
        } else {
            lost += record.sequence() - last - 1;
        }
        last = record.sequence();
        taker.accept(record);
    }
}
