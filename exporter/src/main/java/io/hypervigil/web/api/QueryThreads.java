package io.hypervigil.web.api;

import io.hypervigil.collect.Threads;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

/**
 * Where queries run. Requests have virtual threads, and a query holds the carrier of one until its
 * end: some may, which spares them the way to another thread, a fifth of a millisecond; further
 * ones run on threads of the platform, so that there are carriers left for scrapes.
 *
 * <p>Thread: any.
 */
final class QueryThreads {

    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    /** Carriers that no query ever holds. */
    private static final int CARRIERS_FOR_OTHERS = 2;

    private final Semaphore carriers;

    private QueryThreads(int carriers) {
        this.carriers = new Semaphore(Math.max(0, carriers));
    }

    /** On the carriers that this JVM has. */
    static QueryThreads ofThisProcess() {
        int all = Integer.getInteger(PARALLELISM, Runtime.getRuntime().availableProcessors());
        return new QueryThreads(all - CARRIERS_FOR_OTHERS);
    }

    /** Never on a carrier. */
    static QueryThreads ofPlatform() {
        return new QueryThreads(0);
    }

    /**
     * Runs a query to its end.
     *
     * @throws ExecutionException with what it threw
     */
    <T> T run(Callable<T> query) throws ExecutionException, InterruptedException {
        var task = new FutureTask<>(query);
        if (Thread.currentThread().isVirtual() && carriers.tryAcquire()) {
            try {
                task.run();
            } finally {
                carriers.release();
            }
        } else {
            Threads.start("query", task);
        }
        return task.get();
    }
}
