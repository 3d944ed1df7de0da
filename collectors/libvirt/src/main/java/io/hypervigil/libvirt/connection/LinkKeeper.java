package io.hypervigil.libvirt.connection;

import io.hypervigil.libvirt.connection.LinkState.Absent;
import io.hypervigil.libvirt.connection.LinkState.Down;
import io.hypervigil.libvirt.connection.LinkState.Up;
import io.hypervigil.libvirt.connection.Signal.Broken;
import io.hypervigil.libvirt.connection.Signal.Ended;
import io.hypervigil.libvirt.connection.Signal.Opened;
import io.hypervigil.libvirt.connection.Signal.Opening;
import io.hypervigil.libvirt.connection.Signal.Refused;
import io.hypervigil.libvirt.jna.VirtConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a connection is opened, given up and replaced. Calls nothing of libvirt's.
 *
 * <p>Thread: {@link #keep} its own; what is asked, any.
 */
final class LinkKeeper {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofDays(1);

    private final Presence presence;
    private final LinkTimes times;
    private final LinkListener listener;
    private final InstantSource clock;
    private final Mailbox mailbox;
    private final Runnable attempt;
    private final Consumer<VirtConnection> letGo;
    private final Backoff backoff;

    private volatile LinkState state;
    private @Nullable VirtConnection connection;
    private final AtomicLong opened = new AtomicLong();
    private final CountDownLatch known = new CountDownLatch(1);

    /** A connection is wanted, and none is being opened. */
    private boolean isDue = true;

    /** An attempt is under way. */
    private boolean isOpening;

    /** It has been for longer than it may. */
    private boolean isLate;

    /** What broke before it was taken over. */
    private @Nullable VirtConnection brokenEarly;

    /** When to open, or until when an attempt may take. */
    private long nextNanos = System.nanoTime();

    LinkKeeper(
            Presence presence,
            LinkTimes times,
            LinkListener listener,
            InstantSource clock,
            Mailbox mailbox,
            Runnable attempt,
            Consumer<VirtConnection> letGo) {
        this.presence = presence;
        this.times = times;
        this.listener = listener;
        this.clock = clock;
        this.mailbox = mailbox;
        this.attempt = attempt;
        this.letGo = letGo;
        this.backoff =
                new Backoff(times.firstPause(), times.longestPause(), ThreadLocalRandom.current());
        this.state = new Down(clock.instant(), "still being opened");
    }

    LinkState state() {
        return state;
    }

    /** Waits until it is open, refused, late or absent, and no longer than that. */
    void awaitKnown(Duration atMost) throws InterruptedException {
        var _ = known.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    long reconnects() {
        return Math.max(0, opened.get() - 1);
    }

    void keep() {
        try {
            var first = state;
            while (true) {
                var signal = mailbox.take(untilNext());
                if (signal instanceof Ended) {
                    break;
                }
                if (signal == null) {
                    timeOver();
                } else {
                    heed(signal);
                }
                if (!state.equals(first)) {
                    known.countDown();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    private Duration untilNext() {
        if (!isDue && (!isOpening || isLate)) {
            return LONG;
        }
        return Duration.ofNanos(Math.max(0, nextNanos - System.nanoTime()));
    }

    private void timeOver() {
        if (isOpening) {
            isLate = true;
            drop(
                    "opening has not ended within "
                            + times.openDeadline().toSeconds()
                            + " s and is still waited for");
        } else if (isDue) {
            tryToOpen();
        }
    }

    /** Whoever was there once and is gone is down, not absent. */
    private void tryToOpen() {
        var absent = opened.get() == 0 ? presence.whyAbsent() : Optional.<String>empty();
        if (absent.isPresent()) {
            if (!(state instanceof Absent(_, var reason) && reason.equals(absent.get()))) {
                state = new Absent(clock.instant(), absent.get());
            }
            nextNanos = System.nanoTime() + LOOK_AGAIN.toNanos();
            return;
        }
        isDue = false;
        isOpening = true;
        isLate = false;
        nextNanos = System.nanoTime() + times.openDeadline().toNanos();
        attempt.run();
    }

    private void heed(Signal signal) {
        switch (signal) {
            case Opened(var opening) -> takeOver(opening);
            case Refused(var reason) -> refused(reason);
            case Broken(var broken, var reason) -> broken(broken, reason);
            case Ended() -> throw new IllegalStateException("the end is no signal to heed");
        }
    }

    private void takeOver(Opening opening) {
        if (opening.connection() == brokenEarly) {
            letGo.accept(opening.connection());
            refused("it broke as soon as it was open");
            return;
        }
        isOpening = false;
        backoff.reset();
        connection = opening.connection();
        opened.incrementAndGet();
        state = new Up(clock.instant(), opening.info(), true, opening.isKeptAlive());
        listener.lent();
    }

    private void refused(String reason) {
        isOpening = false;
        drop(reason);
        due(backoff.pause());
    }

    private void broken(VirtConnection broken, String reason) {
        if (broken != connection) {
            brokenEarly = isOpening ? broken : null;
            return;
        }
        drop(reason);
        due(backoff.pause());
    }

    private void due(Duration pause) {
        isDue = true;
        nextNanos = System.nanoTime() + pause.toNanos();
    }

    private void drop(String reason) {
        var before = connection;
        connection = null;
        var now = clock.instant();
        state = new Down(state instanceof Down(var since, _) ? since : now, reason);
        if (before != null) {
            letGo.accept(before);
            listener.down(reason);
        }
    }

    private void end() {
        var before = connection;
        connection = null;
        state = new Down(clock.instant(), "closed");
        known.countDown();
        if (before != null) {
            letGo.accept(before);
        }
        for (var left = mailbox.leftover(); left != null; left = mailbox.leftover()) {
            if (left instanceof Opened(var opening)) {
                letGo.accept(opening.connection());
            }
        }
    }
}
