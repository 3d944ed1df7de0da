package io.hypervigil.containers.instance;

import io.hypervigil.collect.Threads;
import io.hypervigil.containers.instance.InstanceState.Down;
import io.hypervigil.containers.instance.InstanceState.Up;
import io.hypervigil.containers.inventory.Container;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A runtime that is known by its files, looked at now and then. A home on a network that hangs
 * costs this thread alone.
 */
public final class FileInstance implements RuntimeInstance {

    /** Where the files are. */
    public interface Source {

        /**
         * All containers by id, those that have not changed as the same objects.
         *
         * @param before what it gave the last time
         * @throws IOException where what is there cannot be read
         */
        Map<String, Container> read(Map<String, Container> before) throws IOException;

        /** What the files do not say that an API would; "" for nothing. */
        default String unsaid() {
            return "";
        }
    }

    /** Files that take longer are on a disk or a server that hangs. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private final String runtime;
    private final Optional<String> user;
    private final String address;
    private final Source source;
    private final InstantSource clock;
    private final Duration beat;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread thread;

    private final OomLog oomLog = new OomLog();
    private volatile InstanceState state;
    private volatile Map<String, Container> containers = Map.of();

    /** When the round began that has not ended. */
    private volatile @Nullable Instant reading;

    /** Begins at once. */
    public FileInstance(
            String runtime,
            Optional<String> user,
            String address,
            Source source,
            InstantSource clock,
            Duration beat) {
        this.runtime = runtime;
        this.user = user;
        this.address = address;
        this.source = source;
        this.clock = clock;
        this.beat = beat;
        this.state = new Down(clock.instant(), "not read yet");
        this.thread = Threads.start("containers-" + runtime, this::keep);
    }

    private void keep() {
        try {
            do {
                read();
            } while (!ended.await(beat.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What nobody foresaw ends one round, not the thread. */
    private void read() {
        reading = clock.instant();
        try {
            var next = new HashMap<>(source.read(containers));
            next.replaceAll((_, container) -> oomLog.counted(container));
            oomLog.retain(next.keySet());
            if (!next.equals(containers)) {
                containers = Map.copyOf(next);
            }
            if (state instanceof Down) {
                state = new Up(clock.instant(), "", "");
            }
        } catch (IOException | RuntimeException e) {
            state = state.down(clock.instant(), e);
        } finally {
            reading = null;
            asked.countDown();
        }
    }

    @Override
    public String runtime() {
        return runtime;
    }

    @Override
    public Optional<String> user() {
        return user;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public InstanceState state() {
        var began = reading;
        return began != null && began.plus(LATE).isBefore(clock.instant())
                ? new Down(began, address + ": reading it hangs")
                : state;
    }

    @Override
    public Map<String, Container> containers() {
        return containers;
    }

    @Override
    public String unsaid() {
        return source.unsaid();
    }

    @Override
    public void awaitAsked(Duration most) throws InterruptedException {
        var _ = asked.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        ended.countDown();
        thread.interrupt();
    }
}
