package io.hypervigil.libvirt.tier;

import io.hypervigil.collect.Threads;
import io.hypervigil.libvirt.jna.StatsRecord;
import io.hypervigil.libvirt.jna.VirtException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One round of one tier: chunks asked by a few workers, and whoever waits for them knows when to
 * stop.
 *
 * <p>A call that is late costs its worker, which is replaced; the domains of the call are asked
 * again one by one. A domain that is late alone is the one that hangs. What a lost call brings when
 * it comes back is taken as old as it is.
 *
 * <p>Thread: {@link #run} one, once.
 */
final class ChunkPass {

    /** Given with what a monitor tells of memory, by whoever got hold of the monitor. */
    private static final String PROOF = "balloon.rss";

    private final Asker.Maker maker;
    private final LatestRecords latest;
    private final StuckDomains stuck;
    private final InstantSource clock;
    private final TierPlan.Limits limits;
    private final boolean isProving;

    private final Deque<List<String>> waiting = new ArrayDeque<>();
    private final Map<Worker, Chunk> running = new HashMap<>();
    private final List<Exception> failures = new ArrayList<>();

    /**
     * @param isProving whether records are asked for values that only a hypervisor gives
     */
    ChunkPass(
            Asker.Maker maker,
            LatestRecords latest,
            StuckDomains stuck,
            InstantSource clock,
            TierPlan.Limits limits,
            boolean isProving) {
        this.maker = maker;
        this.latest = latest;
        this.stuck = stuck;
        this.clock = clock;
        this.limits = limits;
        this.isProving = isProving;
    }

    /**
     * Asks all, and returns when each has answered or is known not to.
     *
     * @return what went wrong with calls that came back
     */
    synchronized List<Exception> run(Collection<String> uuids) throws InterruptedException {
        long endNanos = System.nanoTime() + limits.limit().toNanos();
        var all = List.copyOf(uuids);
        for (int from = 0; from < all.size(); from += limits.chunkSize()) {
            waiting.add(all.subList(from, Math.min(all.size(), from + limits.chunkSize())));
        }
        employ();
        while (!running.isEmpty()) {
            long nowNanos = System.nanoTime();
            if (endNanos - nowNanos <= 0) {
                waiting.clear();
                List.copyOf(running.keySet()).forEach(this::writeOff);
                break;
            }
            long leftNanos = Math.min(untilLateNanos(nowNanos), endNanos - nowNanos);
            if (leftNanos > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
            } else {
                writeOffLate(nowNanos);
                employ();
            }
        }
        return List.copyOf(failures);
    }

    /** As many workers as may ask at once, while there is something to ask. */
    private void employ() {
        while (running.size() < limits.threads() && !waiting.isEmpty()) {
            var worker = new Worker();
            running.put(worker, begin(waiting.remove()));
            Threads.start("libvirt-stats", worker);
        }
    }

    private Chunk begin(List<String> uuids) {
        return new Chunk(uuids, clock.instant(), System.nanoTime());
    }

    /** The next chunk for a worker that has done its last; none where it is to end. */
    private synchronized @Nullable Chunk next(Worker worker) {
        if (!running.containsKey(worker)) {
            return null;
        }
        if (waiting.isEmpty()) {
            end(worker);
            return null;
        }
        var chunk = begin(waiting.remove());
        running.put(worker, chunk);
        return chunk;
    }

    private synchronized @Nullable Chunk first(Worker worker) {
        return running.get(worker);
    }

    private synchronized void fail(Worker worker, Exception e) {
        failures.add(e);
        end(worker);
    }

    private synchronized void end(Worker worker) {
        running.remove(worker);
        employ();
        notifyAll();
    }

    private long untilLateNanos(long nowNanos) {
        long until = Long.MAX_VALUE;
        for (Chunk chunk : running.values()) {
            until = Math.min(until, limits.patience().toNanos() - (nowNanos - chunk.begunNanos()));
        }
        return until;
    }

    private void writeOffLate(long nowNanos) {
        for (Worker worker : List.copyOf(running.keySet())) {
            var chunk = running.get(worker);
            if (chunk != null && nowNanos - chunk.begunNanos() >= limits.patience().toNanos()) {
                writeOff(worker);
                if (!chunk.isOfOne()) {
                    stuck.suspect(chunk.uuids());
                    chunk.uuids().forEach(uuid -> waiting.add(List.of(uuid)));
                }
            }
        }
    }

    private void writeOff(Worker worker) {
        var chunk = running.remove(worker);
        if (chunk != null && chunk.isOfOne()) {
            stuck.late(chunk.uuids().getFirst(), chunk.begun());
        }
    }

    /** A thread with a connection of its own. */
    private final class Worker implements Runnable {

        @Override
        public void run() {
            var chunk = first(this);
            try (var asker = maker.make()) {
                while (chunk != null) {
                    ask(asker, chunk);
                    chunk = next(this);
                }
            } catch (VirtException | RuntimeException e) {
                fail(this, e);
            }
        }

        private void ask(Asker asker, Chunk chunk) throws VirtException {
            var gone = new HashSet<>(chunk.uuids());
            for (StatsRecord record : asker.ask(chunk.uuids())) {
                take(record, chunk.begun());
                gone.remove(record.uuid());
            }
            gone.forEach(uuid -> latest.remove(uuid, chunk.begun()));
            chunk.uuids().forEach(stuck::answered);
        }

        private void take(StatsRecord record, Instant begun) {
            latest.put(record, begun);
            if (isProving) {
                stuck.answered(record.uuid(), record.values().whole(PROOF).isPresent(), begun);
            }
        }
    }
}
