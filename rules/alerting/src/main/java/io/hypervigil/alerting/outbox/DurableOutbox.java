package io.hypervigil.alerting.outbox;

import io.hypervigil.alerting.alarm.Alarm;
import io.hypervigil.alerting.dispatch.Deliveries;
import io.hypervigil.alerting.dispatch.Notification;
import io.hypervigil.alerting.dispatch.Outbox;
import io.hypervigil.alerting.dispatch.Target;
import io.hypervigil.alerting.receiver.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An outbox on disk. A notification is on disk before {@link #offer} returns and until its end was
 * reported, so a crash loses none; one that a service took just before a crash is sent once more at
 * most. Where the disk cannot be written it delivers from memory: that is when people must be told.
 * Each target has its own queue and at most one attempt at a time; one that hangs or fails holds up
 * no other. Attempts are repeated with doubling pauses, some chance in them, and never before the
 * time that a service asks for.
 *
 * <p>Thread: any.
 */
public final class DurableOutbox implements Outbox, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DurableOutbox.class);
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);
    private static final Duration LONGEST_ASKED = Duration.ofHours(1);

    private final OutboxJournal journal;
    private final OutboxSettings settings;
    private final Delivery delivery;
    private final Deliveries deliveries;
    private final Executor executor;
    private final InstantSource clock;
    private final RandomGenerator chance;
    private final ReentrantLock lock = new ReentrantLock();
    private final Alarm changed;
    private final Map<Target, TargetQueue> queues = new LinkedHashMap<>();
    private long unkept;

    private DurableOutbox(
            OutboxJournal journal,
            OutboxSettings settings,
            Delivery delivery,
            Deliveries deliveries,
            Executor executor,
            InstantSource clock,
            RandomGenerator chance) {
        this.journal = journal;
        this.settings = settings;
        this.delivery = delivery;
        this.deliveries = deliveries;
        this.executor = executor;
        this.clock = clock;
        this.changed = new Alarm(clock);
        this.chance = chance;
    }

    /**
     * Opens it with what waited when it was closed, or when the process was killed. What had ended
     * by then is reported to {@code deliveries} before this returns.
     *
     * @param file its journal
     * @param executor on which attempts wait for services; virtual threads will do
     * @throws IOException if the journal can be neither read nor made
     */
    public static DurableOutbox open(
            Path file,
            OutboxSettings settings,
            Delivery delivery,
            Deliveries deliveries,
            Executor executor,
            InstantSource clock,
            RandomGenerator chance)
            throws IOException {
        return open(
                OutboxJournal.open(file), settings, delivery, deliveries, executor, clock, chance);
    }

    static DurableOutbox open(
            OutboxJournal journal,
            OutboxSettings settings,
            Delivery delivery,
            Deliveries deliveries,
            Executor executor,
            InstantSource clock,
            RandomGenerator chance) {
        var outbox =
                new DurableOutbox(journal, settings, delivery, deliveries, executor, clock, chance);
        outbox.takeUp();
        return outbox;
    }

    private void takeUp() {
        for (var end : Map.copyOf(journal.ended()).entrySet()) {
            report(end.getKey(), end.getValue(), "given up before a restart");
            journal.forget(end.getKey(), clock.instant());
        }
        journal.waiting().values().forEach(waiting -> queue(waiting.target()).add(waiting));
    }

    private TargetQueue queue(Target target) {
        return queues.computeIfAbsent(target, TargetQueue::new);
    }

    @Override
    public void offer(Notification notification) throws IOException {
        lock.lock();
        try {
            if (journal.waiting().containsKey(notification.id())) {
                return;
            }
            if (journal.waiting().size() >= settings.capacity()) {
                throw new IOException("the outbox is full: " + settings.capacity() + " wait");
            }
            if (!journal.queued(notification)) {
                unkept++;
            }
            queue(notification.target()).add(notification);
            changed.ring();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Set<String> waiting() {
        lock.lock();
        try {
            return Set.copyOf(journal.waiting().keySet());
        } finally {
            lock.unlock();
        }
    }

    /** Notifications that were taken while the disk could not be written. */
    public long unkept() {
        lock.lock();
        try {
            return unkept;
        } finally {
            lock.unlock();
        }
    }

    /** Why a crash would lose what waits; empty where it would not. */
    public String complaint() {
        lock.lock();
        try {
            return journal.complaint();
        } finally {
            lock.unlock();
        }
    }

    /** How it goes with each target. */
    public List<OutboxCounts> counts() {
        lock.lock();
        try {
            return queues.values().stream().map(TargetQueue::counts).toList();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Begins every attempt that is due, each on the executor.
     *
     * @return when the next one is due; empty where none will be by itself
     */
    public Optional<Instant> deliverDue() {
        var due = new ArrayList<Notification>();
        lock.lock();
        try {
            journal.catchUp();
            for (var queue : queues.values()) {
                queue.take(clock.instant()).ifPresent(due::add);
            }
        } finally {
            lock.unlock();
        }
        due.forEach(notification -> executor.execute(() -> deliver(notification)));
        return next();
    }

    private Optional<Instant> next() {
        lock.lock();
        try {
            return queues.values().stream()
                    .flatMap(queue -> queue.due().stream())
                    .min(Instant::compareTo);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Delivers for as long as the thread is not interrupted.
     *
     * <p>Thread: one of its own.
     */
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                changed.await(deliverDue(), LONGEST_SLEEP);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Notification notification) {
        var age = Duration.between(notification.at(), clock.instant());
        if (age.compareTo(settings.maximumAge()) > 0) {
            giveUp(notification, "too old: undelivered for " + age, true);
            return;
        }
        switch (attempt(notification)) {
            case Outcome.Delivered(_, var memory) -> delivered(notification, memory);
            case Outcome.Refused(var reason) -> giveUp(notification, reason, false);
            case Outcome.Later(var reason, var after) -> later(notification, reason, after);
        }
    }

    private Outcome attempt(Notification notification) {
        try {
            return delivery.attempt(notification, memory(notification));
        } catch (RuntimeException e) {
            // A fault of ours must not end the queue; its text may hold anything, its type not.
            LOG.atError()
                    .addKeyValue("receiver", notification.target())
                    .addKeyValue("error", e.getClass().getName())
                    .log("an attempt at a delivery failed within");
            return new Outcome.Later("fault: " + e.getClass().getName(), Optional.empty());
        }
    }

    private Map<String, String> memory(Notification notification) {
        lock.lock();
        try {
            return journal.memory(notification);
        } finally {
            lock.unlock();
        }
    }

    private void delivered(Notification notification, Map<String, String> memory) {
        lock.lock();
        try {
            queue(notification.target()).delivered();
            journal.delivered(notification, memory, clock.instant());
        } finally {
            lock.unlock();
        }
        end(notification, true, "");
    }

    private void giveUp(Notification notification, String reason, boolean isExpired) {
        LOG.atWarn()
                .addKeyValue("receiver", notification.target())
                .addKeyValue("error", reason)
                .log("a notification is given up");
        lock.lock();
        try {
            var queue = queue(notification.target());
            if (isExpired) {
                queue.expired(reason);
            } else {
                queue.refused(reason);
            }
            journal.givenUp(notification);
        } finally {
            lock.unlock();
        }
        end(notification, false, reason);
    }

    // The report is made without the lock: who is told may be offering something just now.
    private void end(Notification notification, boolean wasDelivered, String reason) {
        report(notification.id(), wasDelivered, reason);
        lock.lock();
        try {
            queue(notification.target()).remove(notification);
            journal.forget(notification.id(), clock.instant());
        } finally {
            changed.ring();
            lock.unlock();
        }
    }

    private void report(String id, boolean wasDelivered, String reason) {
        if (wasDelivered) {
            deliveries.delivered(id);
        } else {
            deliveries.failed(id, reason);
        }
    }

    private void later(Notification notification, String reason, Optional<Duration> asked) {
        lock.lock();
        try {
            var queue = queue(notification.target());
            int failures = queue.failed(reason);
            if (failures == 1) {
                LOG.atWarn()
                        .addKeyValue("receiver", notification.target())
                        .addKeyValue("error", reason)
                        .log("a receiver does not take a notification, it is tried again");
            }
            queue.pause(clock.instant(), pause(failures, asked), notification.groupKey());
            changed.ring();
        } finally {
            lock.unlock();
        }
    }

    // Half of the pause is left to chance, so that many hosts do not come back at once.
    private Duration pause(int failures, Optional<Duration> asked) {
        long nanos = settings.pause(failures).toNanos();
        var own = Duration.ofNanos(nanos / 2 + chance.nextLong(nanos / 2 + 1));
        var least = asked.orElse(Duration.ZERO);
        var bounded = least.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : least;
        return own.compareTo(bounded) > 0 ? own : bounded;
    }

    /** Lets go of the journal; what waits is taken up when it is opened again. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            journal.close();
        } finally {
            lock.unlock();
        }
    }
}
