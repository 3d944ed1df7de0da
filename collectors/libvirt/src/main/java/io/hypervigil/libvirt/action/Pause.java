package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for a while; in tests for no time at all. */
@FunctionalInterface
interface Pause {

    /** A wait that only an interruption ends early. */
    Pause REAL =
            span -> {
                try {
                    boolean _ = new CountDownLatch(1).await(span.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    throw Refusal.cancelled("interrupted", "what was begun may still be done");
                }
            };

    /** Waits. */
    void await(Duration span) throws ActionFailure;
}
