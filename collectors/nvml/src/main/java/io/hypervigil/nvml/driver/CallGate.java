package io.hypervigil.nvml.driver;

/**
 * Counts those who are within a call, so that the library is not shut down under them.
 *
 * <p>Thread: any.
 */
final class CallGate {

    private int within;
    private boolean isShut;

    /** Lets a caller in, unless the gate is shut. */
    synchronized boolean enter() {
        if (isShut) {
            return false;
        }
        within++;
        return true;
    }

    synchronized void leave() {
        within--;
        notifyAll();
    }

    /**
     * Lets nobody in any more and waits for those within; where they do not come out in time the
     * gate is open again.
     *
     * @return whether it is shut and nobody is within
     */
    synchronized boolean shutWithin(long millis) {
        isShut = true;
        long untilNanos = System.nanoTime() + millis * 1_000_000;
        try {
            while (within > 0 && System.nanoTime() < untilNanos) {
                wait(Math.max(1, (untilNanos - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        isShut = within == 0;
        return isShut;
    }

    synchronized void open() {
        isShut = false;
    }
}
