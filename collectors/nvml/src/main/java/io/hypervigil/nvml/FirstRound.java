package io.hypervigil.nvml;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether a probe has ended its first round, however it ended.
 *
 * <p>Thread: any.
 */
final class FirstRound {

    private final CountDownLatch ended = new CountDownLatch(1);

    void end() {
        ended.countDown();
    }

    /**
     * Waits for the end.
     *
     * @param untilNanos of {@link System#nanoTime}
     * @return whether it has come
     */
    boolean awaitUntil(long untilNanos) {
        try {
            return ended.await(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
