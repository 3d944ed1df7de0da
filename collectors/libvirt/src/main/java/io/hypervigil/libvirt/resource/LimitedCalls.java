package io.hypervigil.libvirt.resource;

import io.hypervigil.collect.Threads;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls that may hang, each on a thread of its own, which is waited for only so long. What hangs is
 * not asked again until it has come back, and only a few may hang. The connection of one that hangs
 * is asked nothing more: the client of libvirt before 10.0 may miss that a second thread wants
 * something.
 *
 * <p>Thread: one.
 */
final class LimitedCalls {

    private static final int MAY_HANG = 2;

    private final String role;
    private final Map<String, FutureTask<?>> hanging = new HashMap<>();
    private boolean isSpent;

    /**
     * @param role the name of the threads
     */
    LimitedCalls(String role) {
        this.role = role;
    }

    /** Begins a round, on a connection of which no call is under way. */
    void begin() {
        isSpent = false;
    }

    /** Whether a call of this round hangs, so that its connection is of no more use. */
    boolean isSpent() {
        return isSpent;
    }

    /** A call of libvirt's. */
    @FunctionalInterface
    interface Call<T> {
        T answer() throws VirtException;
    }

    /**
     * Calls, unless it cannot be afforded.
     *
     * @param key what is asked
     * @param release gives back what the call uses, once it has ended; or at once where it is not
     *     made
     */
    <T> Answer<T> ask(String key, Duration limit, Runnable release, Call<T> call) {
        hanging.values().removeIf(FutureTask::isDone);
        if (isSpent) {
            release.run();
            return new Answer.NotAsked<>();
        }
        if (hanging.containsKey(key) || hanging.size() >= MAY_HANG) {
            release.run();
            return new Answer.Late<>();
        }
        var task =
                new FutureTask<>(
                        () -> {
                            try {
                                return call.answer();
                            } finally {
                                release.run();
                            }
                        });
        hanging.put(key, task);
        Threads.start(role, task);
        var answer = await(task, limit);
        isSpent = answer instanceof Answer.Late;
        return answer;
    }

    private static <T> Answer<T> await(FutureTask<T> task, Duration limit) {
        try {
            return new Answer.Given<>(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            return new Answer.Late<>();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.Late<>();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VirtException refusal) {
                return new Answer.Refused<>(refusal);
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
