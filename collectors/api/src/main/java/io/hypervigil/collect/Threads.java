package io.hypervigil.collect;

/** The one place where threads are made. */
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
}
