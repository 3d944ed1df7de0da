package io.hypervigil.nvml.action;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for a while; in tests for no time at all. */
@FunctionalInterface
interface Pause {

    /** A wait that only an interruption ends early. */
    Pause REAL =
            span -> {
                boolean _ = new CountDownLatch(1).await(span.toMillis(), TimeUnit.MILLISECONDS);
            };

    /** Waits. */
    void await(Duration span) throws InterruptedException;
}
