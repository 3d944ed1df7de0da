package io.hypervigil.collect;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process does, which no clock of ours drives. */
public final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    /** Tries until it does not throw; the last failure is thrown once the time is over. */
    public static <T> T get(Duration within, Callable<T> attempt) throws Exception {
        return get(within, PAUSE, attempt);
    }

    /** As {@link #get(Duration, Callable)}, with a pause of its own between attempts. */
    public static <T> T get(Duration within, Duration pause, Callable<T> attempt) throws Exception {
        long untilNanos = System.nanoTime() + within.toNanos();
        while (true) {
            try {
                return attempt.call();
            } catch (Exception | AssertionError e) {
                if (System.nanoTime() > untilNanos) {
                    throw e;
                }
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }
}
