package io.hypervigil.collect;

import java.util.function.Supplier;

/** The one place where threads are made, and where an interruption is put off. */
public final class Threads {

    /** Bytes of stack: enough for JNA and deep parsers, a quarter of the JVM's default. */
    private static final long STACK_BYTES = 256 * 1024;

    private Threads() {}

    /**
     * Starts a platform thread that does not keep the process alive.
     *
     * @param role named as {@code hv-ROLE}: {@code sample-host-kernel}
     */
    @Permitted("the one place")
    public static Thread start(String role, Runnable task) {
        return Thread.ofPlatform().name("hv-" + role).daemon().stackSize(STACK_BYTES).start(task);
    }

    /**
     * Runs what has to be done though this thread was interrupted, as putting back what was made:
     * the interruption would end each of its waits. It is pending again afterwards. One that comes
     * meanwhile is as always.
     */
    public static <T> T despiteInterruption(Supplier<T> task) {
        boolean isInterrupted = Thread.interrupted();
        try {
            return task.get();
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
