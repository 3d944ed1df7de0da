package io.hypervigil.sampling;

/** Nanoseconds that only grow; a test's own in tests. */
@FunctionalInterface
public interface Ticker {

    /** The machine's monotonic clock. */
    Ticker SYSTEM = System::nanoTime;

    /** Nanoseconds since some moment. */
    long nanos();
}
