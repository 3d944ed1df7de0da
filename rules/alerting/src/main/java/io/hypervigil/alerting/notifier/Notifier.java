package io.hypervigil.alerting.notifier;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hypervigil.alerting.alarm.Alarm;
import io.hypervigil.alerting.http.HttpAnswer;
import io.hypervigil.alerting.http.HttpSender;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts alerts to Alertmanagers by <a
 * href="https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml">API v2</a>. Each
 * has its own queue, so one that hangs holds up no other; what fails is tried again.
 *
 * <p>Thread: any.
 */
public final class Notifier {

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private final HttpSender http;
    private final Executor executor;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Alarm changed;
    private List<Relabeling> relabeling;
    private List<AlertQueue> queues;

    /**
     * @param executor on which requests wait for answers; virtual threads will do
     */
    public Notifier(
            AlertingConfig config, HttpSender http, Executor executor, InstantSource clock) {
        this.http = http;
        this.executor = executor;
        this.clock = clock;
        this.changed = new Alarm(clock);
        this.relabeling = config.relabeling();
        this.queues = config.alertmanagers().stream().distinct().map(AlertQueue::new).toList();
    }

    /** Takes over a new configuration; the queue of an Alertmanager that stays as it is stays. */
    public void replace(AlertingConfig config) {
        lock.lock();
        try {
            relabeling = config.relabeling();
            queues = config.alertmanagers().stream().distinct().map(this::kept).toList();
        } finally {
            lock.unlock();
        }
    }

    private AlertQueue kept(AlertmanagerAddress address) {
        return queues.stream()
                .filter(queue -> queue.address().equals(address))
                .findFirst()
                .orElseGet(() -> new AlertQueue(address));
    }

    /** Queues alerts for every Alertmanager; it never waits for one. */
    public void send(List<SentAlert> alerts) {
        lock.lock();
        try {
            var relabeled = relabeled(alerts, relabeling);
            queues.forEach(queue -> queue.add(relabeled(relabeled, queue.address().relabeling())));
            changed.ring();
        } finally {
            lock.unlock();
        }
    }

    private static List<SentAlert> relabeled(List<SentAlert> alerts, List<Relabeling> steps) {
        if (steps.isEmpty()) {
            return alerts;
        }
        return alerts.stream()
                .flatMap(
                        alert ->
                                Relabeling.apply(steps, alert.labels())
                                        .filter(labels -> !labels.isEmpty())
                                        .map(alert::with)
                                        .stream())
                .toList();
    }

    /**
     * How it goes with each Alertmanager. Where several entries are of one address, as with other
     * credentials, the later ones are told apart by a number: {@code http://am:9093#2}.
     */
    public List<NotifierCounts> counts() {
        lock.lock();
        try {
            var seen = new HashMap<String, Integer>();
            return queues.stream()
                    .map(AlertQueue::counts)
                    .map(
                            counts ->
                                    counts.numbered(
                                            seen.merge(counts.alertmanager(), 1, Integer::sum)))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private record Batch(AlertQueue queue, List<SentAlert> alerts) {}

    /**
     * Begins every request that is due, each on the executor.
     *
     * @return when the next one is due; empty where none will be by itself
     */
    public Optional<Instant> sendDue() {
        var due = new ArrayList<Batch>();
        lock.lock();
        try {
            for (var queue : queues) {
                var batch = queue.take(clock.instant());
                if (!batch.isEmpty()) {
                    due.add(new Batch(queue, batch));
                }
            }
        } finally {
            lock.unlock();
        }
        due.forEach(batch -> executor.execute(() -> post(batch)));
        return next();
    }

    private Optional<Instant> next() {
        lock.lock();
        try {
            return queues.stream().flatMap(q -> q.due().stream()).min(Instant::compareTo);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends for as long as the thread is not interrupted.
     *
     * <p>Thread: one of its own.
     */
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                changed.await(sendDue(), LONGEST_SLEEP);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Sends what waits, for a shutdown.
     *
     * @param limit after which it is given up
     * @return whether every queue is empty
     */
    public boolean drain(Duration limit) throws InterruptedException {
        var deadline = clock.instant().plus(limit);
        while (!isEmpty() && clock.instant().isBefore(deadline)) {
            changed.await(sendDue(), Duration.between(clock.instant(), deadline));
        }
        return isEmpty();
    }

    private boolean isEmpty() {
        lock.lock();
        try {
            return queues.stream().allMatch(AlertQueue::isEmpty);
        } finally {
            lock.unlock();
        }
    }

    private void post(Batch batch) {
        var address = batch.queue().address();
        var request =
                new HttpSender.Request(
                        "POST",
                        address.alerts(),
                        Map.of("Content-Type", "application/json"),
                        body(batch.alerts()),
                        address.timeout());
        try {
            var answer = http.send(request, address.http());
            ended(batch.queue(), answer);
        } catch (IOException e) {
            failed(batch.queue(), String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            failed(batch.queue(), "interrupted");
        } catch (RuntimeException e) {
            failed(batch.queue(), "fault: " + e.getClass().getName());
        }
    }

    private void ended(AlertQueue queue, HttpAnswer answer) {
        if (answer.isWorthRetrying()) {
            failed(queue, answer.shown());
            return;
        }
        lock.lock();
        try {
            if (answer.isGood()) {
                logEnd(queue);
                queue.sent();
            } else {
                logFault(queue, answer.shown());
                queue.refused(answer.shown());
            }
            changed.ring();
        } finally {
            lock.unlock();
        }
    }

    private void failed(AlertQueue queue, String reason) {
        lock.lock();
        try {
            logFault(queue, reason);
            queue.failed(clock.instant(), reason);
            changed.ring();
        } finally {
            lock.unlock();
        }
    }

    private static void logFault(AlertQueue queue, String reason) {
        if (!queue.isFailing()) {
            LOG.atWarn()
                    .addKeyValue("address", queue.address().shown())
                    .addKeyValue("error", reason)
                    .log("an Alertmanager does not take alerts");
        }
    }

    private static void logEnd(AlertQueue queue) {
        if (queue.isFailing()) {
            LOG.atInfo()
                    .addKeyValue("address", queue.address().shown())
                    .log("an Alertmanager takes alerts again");
        }
    }

    private static String body(List<SentAlert> alerts) {
        var all = JsonNodeFactory.instance.arrayNode();
        for (var alert : alerts) {
            var node = all.addObject();
            node.set("labels", texts(alert.labels().toMap()));
            node.set("annotations", texts(alert.annotations()));
            node.put("startsAt", alert.startsAt().toString());
            node.put("endsAt", alert.endsAt().toString());
            node.put("generatorURL", alert.generatorUrl());
        }
        return all.toString();
    }

    private static ObjectNode texts(Map<String, String> texts) {
        var node = JsonNodeFactory.instance.objectNode();
        texts.forEach(node::put);
        return node;
    }
}
