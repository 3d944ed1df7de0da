package io.hypervigil.libvirt.jna;

import io.hypervigil.collect.Threads;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * libvirt's event loop: it answers keepalives, sees connections break and calls back. There is one
 * in a process, which ends with it.
 *
 * <p>Thread: any.
 */
final class EventLoop {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    static {
        // A connection that was opened before has no keepalive and no events.
        if (EventFunctions.virEventRegisterDefaultImpl() < 0) {
            throw new IllegalStateException(VirtErrors.last("virEventRegisterDefaultImpl"));
        }
        var _ = Threads.start("libvirt-events", EventLoop::run);
    }

    private EventLoop() {}

    /** Has it run from now on; before the first connection is opened. */
    static void start() {
        // Loading this class did.
    }

    /** A round that fails is followed by a pause, so that a broken loop does not spin. */
    private static void run() {
        var pause = SHORTEST_PAUSE;
        while (true) {
            if (EventFunctions.virEventRunDefaultImpl() >= 0) {
                pause = SHORTEST_PAUSE;
            } else {
                LockSupport.parkNanos(pause.toNanos());
                var longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            }
        }
    }
}
