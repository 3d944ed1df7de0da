package io.hypervigil.libvirt.action;

import io.hypervigil.collect.Threads;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Threads for calls that may never come back, so many and no more.
 *
 * <p>Thread: any.
 */
final class LostThreads {

    private static final int MOST = 32;

    private final Semaphore free = new Semaphore(MOST);

    /** What is done on such a thread. */
    interface Work<T> {
        T run(Leash leash) throws ActionFailure;
    }

    /** Work that goes on. */
    static final class Going<T> {

        private final Leash leash = new Leash();
        private final CompletableFuture<T> end = new CompletableFuture<>();

        /** What it came to, as soon as it is done; empty where that takes longer. */
        Optional<T> within(Duration span) throws ActionFailure {
            try {
                return Optional.of(end.get(span.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException _) {
                return Optional.empty();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw Refusal.cancelled("interrupted", "what was begun may still be done");
            } catch (ExecutionException e) {
                throw failure(e);
            }
        }

        /** It begins nothing new any more, and is waited for. */
        void cancel() {
            leash.cancel();
        }

        /** Nobody waits for it any more. */
        void abandon() {
            leash.abandon();
        }

        private static ActionFailure failure(ExecutionException e) {
            return switch (e.getCause()) {
                case ActionFailure failure -> failure;
                case RuntimeException broken -> throw broken;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            };
        }
    }

    /**
     * Begins some work.
     *
     * @throws ActionFailure where too many calls have not come back
     */
    <T> Going<T> begin(Work<T> work) throws ActionFailure {
        if (!free.tryAcquire()) {
            throw Refusal.of(
                    Kind.UNAVAILABLE,
                    MOST + " calls to libvirt have not come back",
                    "see vm.list for VMs that hang; vm.destroy ends one");
        }
        var going = new Going<T>();
        Threads.start("libvirt-action", () -> run(work, going));
        return going;
    }

    // Whatever it throws belongs to who waits.
    @SuppressWarnings("IllegalCatch")
    private <T> void run(Work<T> work, Going<T> going) {
        try {
            going.end.complete(work.run(going.leash));
        } catch (Throwable e) {
            going.end.completeExceptionally(e);
        } finally {
            free.release();
        }
    }
}
