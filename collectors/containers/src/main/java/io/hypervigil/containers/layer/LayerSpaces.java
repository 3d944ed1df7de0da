package io.hypervigil.containers.layer;

import io.hypervigil.collect.Threads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The space of the file systems that hold containers' layers, asked for now and then by a thread of
 * its own: a disk that hangs costs that thread alone, and what it said last is dropped after a
 * minute.
 *
 * <p>Thread: any.
 */
public final class LayerSpaces implements AutoCloseable {

    private static final Duration ASK_EVERY = Duration.ofSeconds(15);
    private static final Duration STALE = Duration.ofMinutes(1);

    /** So that what looks once sees it; a disk answers within microseconds. */
    private static final Duration FIRST_ANSWER = Duration.ofMillis(200);

    /** Containers whose mounts are remembered; then all are looked at anew. */
    private static final int MOST_CONTAINERS = 20_000;

    private final String root;
    private final LayerMounts mounts;

    /** By container; guarded by this. */
    private final Map<Key, Optional<Asked>> known = new HashMap<>();

    private long lookedNanos = System.nanoTime();

    private final Map<String, Asked> byMount = new ConcurrentHashMap<>();
    private final BlockingQueue<Asked> fresh = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean isEnded;

    private record Key(String container, long pid) {}

    /** A mount, and what it said last. */
    private static final class Asked {

        private final String folder;
        private final CountDownLatch first = new CountDownLatch(1);
        private volatile @Nullable Answer last;

        private record Answer(Optional<LayerSpace> space, long nanos) {}

        private Asked(String folder) {
            this.folder = folder;
        }

        private void ask() {
            last = new Answer(LayerSpace.of(folder), System.nanoTime());
            first.countDown();
        }

        private Optional<LayerSpace> latest() {
            var answer = last;
            return answer != null && System.nanoTime() - answer.nanos < STALE.toNanos()
                    ? answer.space
                    : Optional.empty();
        }
    }

    /**
     * @param root what the paths of the host lie below
     * @param proc where the host's /proc is
     */
    public LayerSpaces(Path root, Path proc) {
        this.root = root.toString().equals("/") ? "" : root.toString();
        this.mounts = new LayerMounts(proc);
        this.thread = Threads.start("containers-layers", this::keepAsking);
    }

    /**
     * The space for a container that runs; empty where nobody can say.
     *
     * @param pid its first process
     * @param isOfUser whether a user's daemon runs it
     */
    public Optional<LayerSpace> of(String container, long pid, boolean isOfUser) {
        return asked(new Key(container, pid), isOfUser).flatMap(Asked::latest);
    }

    private synchronized Optional<Asked> asked(Key key, boolean isOfUser) {
        if (known.size() >= MOST_CONTAINERS) {
            known.clear();
        }
        long now = System.nanoTime();
        if (now - lookedNanos > STALE.toNanos()) {
            // Those of which nothing was found may have been looked at too early.
            lookedNanos = now;
            known.values().removeIf(Optional::isEmpty);
        }
        return known.computeIfAbsent(key, _ -> mounts.of(key.pid, isOfUser).map(this::ofMount));
    }

    private Asked ofMount(String point) {
        var before = byMount.get(point);
        if (before != null) {
            return before;
        }
        var asked = new Asked(root + point);
        byMount.put(point, asked);
        fresh.add(asked);
        try {
            var _ = asked.first.await(FIRST_ANSWER.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return asked;
    }

    private void keepAsking() {
        try {
            while (!isEnded) {
                var next = fresh.poll(ASK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    byMount.values().forEach(Asked::ask);
                } else {
                    next.ask();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends its thread. The second call does nothing. */
    @Override
    public void close() {
        isEnded = true;
        thread.interrupt();
    }
}
