package io.hypervigil.libvirt.connection;

import io.hypervigil.libvirt.connection.Signal.Ended;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Where signals wait for the thread that keeps a connection; after the end none is taken.
 *
 * <p>Thread: any; one takes.
 */
final class Mailbox {

    private final Queue<Signal> signals = new ArrayDeque<>();
    private boolean isClosed;

    /** Leaves a signal; false where nobody will read it. */
    synchronized boolean post(Signal signal) {
        if (isClosed) {
            return false;
        }
        signals.add(signal);
        notifyAll();
        return true;
    }

    /** Leaves the end before all that waits. */
    synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    /** What has been left behind by the end. */
    synchronized @Nullable Signal leftover() {
        return signals.poll();
    }

    /** The next signal, or null once the time is over. */
    synchronized @Nullable Signal take(Duration within) throws InterruptedException {
        long until = System.nanoTime() + within.toNanos();
        while (!isClosed && signals.isEmpty()) {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return isClosed ? new Ended() : signals.poll();
    }
}
