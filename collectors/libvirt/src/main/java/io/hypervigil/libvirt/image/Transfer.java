package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One fetch, shared by all who wait for it. Those who wait also watch it: that bytes come, and that
 * it does not take too long. It is cut off when the last of them leaves.
 *
 * <p>Thread: one runs it, any wait.
 */
final class Transfer implements Runnable {

    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

    /** Of the time that a server may be silent: after how much it is first asked again. */
    private static final int FIRST_PAUSE = 30;

    private final ImageRequest request;
    private final Duration stall;
    private final long endNanos;
    private final Work work;
    private final Runnable atEnd;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private int waiting = 1;
    private long bytes;
    private Optional<Long> totalBytes = Optional.empty();
    private long movedNanos = System.nanoTime();
    private boolean isCut;
    private @Nullable OpenedSource body;
    private @Nullable Thread worker;
    private @Nullable CachedImage image;
    private @Nullable ActionFailure failure;
    private @Nullable ActionFailure cutBy;

    /** Fetches. */
    @FunctionalInterface
    interface Work {
        CachedImage run(Transfer transfer) throws ActionFailure;
    }

    /**
     * @param request whose it is: who else waits may have asked otherwise
     * @param atEnd what follows once nothing runs any more, before those who wait hear of it
     */
    Transfer(ImageRequest request, Duration stall, Duration timeout, Work work, Runnable atEnd) {
        this.request = request;
        this.stall = stall;
        this.endNanos = System.nanoTime() + timeout.toNanos();
        this.work = work;
        this.atEnd = atEnd;
    }

    @Override
    public void run() {
        lock.lock();
        try {
            worker = Thread.currentThread();
            if (isCut) {
                worker.interrupt();
            }
        } finally {
            lock.unlock();
        }
        try {
            end(work.run(this), null);
        } catch (ActionFailure e) {
            end(null, e);
        } catch (RuntimeException | Error e) {
            // Whatever it is: who waits would wait for ever, and so would all who ask later.
            end(null, new ActionFailure(Kind.FAILED, "the fetch broke: " + e, "report it", e));
        }
    }

    private void end(@Nullable CachedImage fetched, @Nullable ActionFailure failed) {
        atEnd.run();
        lock.lock();
        try {
            worker = null;
            image = fetched;
            failure = cutBy != null && failed != null ? cutBy : failed;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Another who waits; false where it is being cut off and none can. */
    boolean join() {
        lock.lock();
        try {
            if (isCut) {
                return false;
            }
            waiting++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What is to be closed where no more is wanted. */
    void receives(OpenedSource opened) throws IOException {
        lock.lock();
        try {
            body = opened;
            movedNanos = System.nanoTime();
            if (isCut) {
                opened.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A body that ended is watched no more. */
    void received() {
        lock.lock();
        try {
            body = null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it fetches just what that asks for, from there. */
    boolean isFor(ImageRequest other) {
        return request.equals(other);
    }

    /**
     * Waits before a source is asked again, each time twice as long: one that is just restarted is
     * back in a few seconds.
     *
     * @param vain how often it has brought nothing, at least 1
     */
    void pause(int vain) throws InterruptedException {
        lock.lock();
        try {
            long nanos = (stall.toNanos() / FIRST_PAUSE) << (vain - 1);
            while (!isCut && nanos > 0) {
                nanos = moved.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** How far it is. */
    void moved(long newBytes, Optional<Long> newTotal) {
        lock.lock();
        try {
            bytes = newBytes;
            totalBytes = newTotal;
            movedNanos = System.nanoTime();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isCut() {
        lock.lock();
        try {
            return isCut;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing of it runs any more. */
    void awaitEnd(ImageWatch watch) throws ActionFailure {
        for (var now = look(); now.image == null && now.failure == null; now = look()) {
            if (watch.isCancelled()) {
                throw Refusal.cancelled("the fetch");
            }
        }
    }

    /** Waits for the end, or until the watch is cancelled. */
    CachedImage await(ImageWatch watch) throws ActionFailure {
        try {
            long told = -1;
            while (!watch.isCancelled()) {
                var now = look();
                if (now.failure != null) {
                    throw now.failure;
                }
                if (now.bytes != told || now.image != null) {
                    told = now.bytes;
                    watch.progress(now.bytes, now.totalBytes);
                }
                if (now.image != null) {
                    return now.image;
                }
            }
            throw Refusal.cancelled("the fetch");
        } finally {
            leave();
        }
    }

    private record Look(
            long bytes,
            Optional<Long> totalBytes,
            @Nullable CachedImage image,
            @Nullable ActionFailure failure) {}

    private Look look() throws ActionFailure {
        lock.lock();
        try {
            long told = bytes;
            long nanos = LOOK_NANOS;
            while (image == null && failure == null && bytes == told && nanos > 0) {
                nanos = moved.awaitNanos(nanos);
            }
            guard();
            return new Look(bytes, totalBytes, image, failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.cancelled("the fetch");
        } finally {
            lock.unlock();
        }
    }

    private void guard() {
        long now = System.nanoTime();
        if (image != null || failure != null) {
            return;
        }
        if (now > endNanos && !isCut) {
            cutBy = slow("it takes too long");
            cut();
        } else if (body != null && now - movedNanos > stall.toNanos()) {
            // The worker sees its stream end, and goes on from there with a fresh one.
            movedNanos = now;
            close(body);
        }
    }

    private void leave() {
        lock.lock();
        try {
            waiting--;
            if (waiting == 0) {
                cut();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends it as soon as can be, if it has not ended; for those who still wait it is cancelled. */
    void cut() {
        lock.lock();
        try {
            isCut = true;
            if (body != null) {
                close(body);
            }
            if (worker != null) {
                worker.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void close(OpenedSource opened) {
        try {
            opened.close();
        } catch (IOException _) {
            // It is gone either way.
        }
    }

    private static ActionFailure slow(String why) {
        return Refusal.of(
                Kind.UNAVAILABLE,
                "the fetch is given up: " + why,
                "ask again: it goes on where it was, if the server can");
    }
}
