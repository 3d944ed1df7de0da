package io.hypervigil.host.filesystem;

import io.hypervigil.collect.Threads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls into mounts, any of which may hang for ever, made by worker threads, so that who asks never
 * waits longer than a moment.
 *
 * <p>A mount into which a call hangs is not called again until that call comes back: it costs one
 * thread. Beyond the timeout it counts as stuck, and is not waited for any more. At rest one thread
 * is kept; a slow mount brings in others, and one held up for long is replaced.
 *
 * <p>Thread: {@link #ask} from one at a time, {@link #close} from any.
 *
 * @param <A> what a call answers
 */
public final class MountCalls<A> implements AutoCloseable {

    /** Looking for stuck calls and missing workers while answers are outstanding. */
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** A worker whose call takes longer is taken for lost, and replaced. */
    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** No more threads than this are given to mounts that hang. */
    private static final int MAX_HELD = 256;

    private final String role;
    private final Limits limits;
    private final Supplier<? extends Call<A>> newCall;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition settled = lock.newCondition();
    private final Map<Target, Visit<A>> visits = new HashMap<>();
    private final Deque<Visit<A>> queue = new ArrayDeque<>();
    private int alive;
    private int idle;
    private int awaited;
    private boolean closed;

    /** A call into a mount. Thread: one, that of the worker it was made for. */
    @FunctionalInterface
    public interface Call<A> {

        /** Asks the mount at a path. May hang. */
        A into(String path);
    }

    /**
     * A mount to call into.
     *
     * @param deviceNumber tells it from another one at the same path
     */
    public record Target(String path, String deviceNumber) {}

    /**
     * How long and with how many threads.
     *
     * @param workers calls at once, those that hang not counted
     * @param timeout a call that takes longer is stuck
     * @param patience how long {@link #ask} waits for answers
     */
    public record Limits(int workers, Duration timeout, Duration patience) {

        /** A round does not wait longer for a mount, whatever its timeout. */
        private static final Duration PATIENCE = Duration.ofSeconds(1);

        /** With the usual patience: a second. */
        public static Limits of(int workers, Duration timeout) {
            return new Limits(workers, timeout, PATIENCE);
        }
    }

    /** What is known of a mount at the end of a round. */
    public sealed interface Reply<A> {

        /** It answered: in this round, or in an earlier one and is slow now. */
        record Answered<A>(A answer) implements Reply<A> {}

        /** No answer yet, and not stuck yet. */
        record Late<A>() implements Reply<A> {}

        /** The call hangs for longer than the timeout. */
        record Stuck<A>(Duration since) implements Reply<A> {}
    }

    /**
     * @param role names the threads: {@code hv-ROLE}
     * @param newCall makes the call of one worker
     */
    public MountCalls(String role, Limits limits, Supplier<? extends Call<A>> newCall) {
        this.role = role;
        this.limits = limits;
        this.newCall = newCall;
    }

    /**
     * Calls into every mount that no call hangs in.
     *
     * @return a reply for each target, in their order; fewer once closed
     * @throws IllegalStateException where a call threw
     */
    public Map<Target, Reply<A>> ask(Collection<Target> targets) {
        lock.lock();
        try {
            enqueue(targets);
            awaitAnswers();
            return replies(targets);
        } finally {
            lock.unlock();
        }
    }

    /** Lets idle threads end; one that hangs ends when its call comes back. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queue.clear();
            work.signalAll();
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Threads that run now. */
    int threads() {
        lock.lock();
        try {
            return alive;
        } finally {
            lock.unlock();
        }
    }

    private void enqueue(Collection<Target> targets) {
        var wanted = new HashSet<>(targets);
        visits.values().removeIf(visit -> visit.isDone && !wanted.contains(visit.target));
        awaited = 0;
        long now = System.nanoTime();
        for (Target target : wanted) {
            var visit = visits.computeIfAbsent(target, Visit::new);
            if (visit.isDone) {
                visit.isDone = false;
                queue.add(visit);
            }
            visit.isAwaited = !isStuck(visit, now);
            awaited += visit.isAwaited ? 1 : 0;
        }
        if (!queue.isEmpty()) {
            work.signal();
        }
    }

    private void awaitAnswers() {
        long end = System.nanoTime() + limits.patience.toNanos();
        try {
            while (awaited > 0 && !closed) {
                long now = System.nanoTime();
                giveUpOnStuck(now);
                bringInWorker(now);
                if (awaited == 0 || now >= end) {
                    return;
                }
                settled.awaitNanos(Math.min(STEP_NANOS, end - now));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void giveUpOnStuck(long now) {
        for (Visit<A> visit : visits.values()) {
            if (visit.isAwaited && isStuck(visit, now)) {
                visit.isAwaited = false;
                awaited--;
            }
        }
    }

    private void bringInWorker(long now) {
        if (queue.isEmpty() || idle > 0) {
            return;
        }
        long held =
                visits.values().stream()
                        .filter(visit -> visit.isRunning && now - visit.startNanos >= HELD_NANOS)
                        .count();
        if (alive - held < limits.workers && held < MAX_HELD) {
            Threads.start(role, this::run);
            alive++;
        }
    }

    private boolean isStuck(Visit<A> visit, long now) {
        return visit.isRunning && now - visit.startNanos >= limits.timeout.toNanos();
    }

    private Map<Target, Reply<A>> replies(Collection<Target> targets) {
        var replies = new LinkedHashMap<Target, Reply<A>>();
        long now = System.nanoTime();
        for (Target target : targets) {
            var visit = visits.get(target);
            if (visit != null && !closed) {
                replies.put(target, reply(visit, now));
            }
        }
        return replies;
    }

    private Reply<A> reply(Visit<A> visit, long now) {
        if (visit.failure != null) {
            throw new IllegalStateException(
                    visit.target.path + ": " + visit.failure, visit.failure);
        }
        if (isStuck(visit, now)) {
            return new Reply.Stuck<>(Duration.ofNanos(now - visit.startNanos));
        }
        return visit.answer == null ? new Reply.Late<>() : new Reply.Answered<>(visit.answer);
    }

    private void run() {
        Call<A> call = null;
        for (var visit = next(); visit != null; visit = next()) {
            A answer = null;
            Throwable failure = null;
            try {
                call = call == null ? newCall.get() : call;
                answer = call.into(visit.target.path);
            } catch (RuntimeException | Error e) {
                failure = e;
            }
            finish(visit, answer, failure);
        }
    }

    /** The next mount to call into, or null where this worker is not needed any more. */
    private @Nullable Visit<A> next() {
        lock.lock();
        try {
            while (closed || queue.isEmpty()) {
                if (closed || idle > 0) {
                    alive--;
                    return null;
                }
                idle++;
                work.awaitUninterruptibly();
                idle--;
            }
            var visit = queue.remove();
            visit.isRunning = true;
            visit.startNanos = System.nanoTime();
            return visit;
        } finally {
            lock.unlock();
        }
    }

    private void finish(Visit<A> visit, @Nullable A answer, @Nullable Throwable failure) {
        lock.lock();
        try {
            visit.isRunning = false;
            visit.isDone = true;
            visit.answer = answer;
            visit.failure = failure;
            if (visit.isAwaited) {
                visit.isAwaited = false;
                awaited--;
            }
            if (awaited == 0) {
                settled.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The call into one mount: done, then queued, then running, then done. Guarded by the lock. */
    private static final class Visit<A> {

        private final Target target;
        private boolean isDone = true;
        private boolean isRunning;
        private boolean isAwaited;
        private long startNanos;
        private @Nullable A answer;
        private @Nullable Throwable failure;

        Visit(Target target) {
            this.target = target;
        }
    }
}
