package io.hypervigil.alerting.notifier;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What waits for one Alertmanager: the newest 10,000 alerts; older ones are dropped and counted,
 * since a firing alert is sent again before long.
 *
 * <p>Thread: one at a time.
 */
final class AlertQueue {

    static final int CAPACITY = 10_000;
    static final int BATCH = 256;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    private final AlertmanagerAddress address;
    private final ArrayDeque<SentAlert> waiting = new ArrayDeque<>();
    private List<SentAlert> batch = List.of();
    private Instant notBefore = Instant.MIN;
    private int failures;
    private long sent;
    private long dropped;
    private long errors;
    private Optional<String> lastFault = Optional.empty();

    AlertQueue(AlertmanagerAddress address) {
        this.address = address;
    }

    AlertmanagerAddress address() {
        return address;
    }

    void add(List<SentAlert> alerts) {
        waiting.addAll(alerts);
        shorten();
    }

    private void shorten() {
        while (waiting.size() > CAPACITY) {
            waiting.removeFirst();
            dropped++;
        }
    }

    /** The next batch, where one may be sent now; none other is until it ends. */
    List<SentAlert> take(Instant now) {
        if (!batch.isEmpty() || waiting.isEmpty() || now.isBefore(notBefore)) {
            return List.of();
        }
        var next = new ArrayList<SentAlert>();
        while ((next.size() < BATCH) && !waiting.isEmpty()) {
            next.add(waiting.removeFirst());
        }
        batch = List.copyOf(next);
        return batch;
    }

    Optional<Instant> due() {
        return batch.isEmpty() && !waiting.isEmpty() ? Optional.of(notBefore) : Optional.empty();
    }

    boolean isEmpty() {
        return batch.isEmpty() && waiting.isEmpty();
    }

    /** Whether the newest request failed. */
    boolean isFailing() {
        return lastFault.isPresent();
    }

    void sent() {
        sent += batch.size();
        batch = List.of();
        failures = 0;
        notBefore = Instant.MIN;
        lastFault = Optional.empty();
    }

    void refused(String reason) {
        errors++;
        dropped += batch.size();
        batch = List.of();
        lastFault = Optional.of(reason);
    }

    void failed(Instant now, String reason) {
        errors++;
        lastFault = Optional.of(reason);
        for (int i = batch.size() - 1; i >= 0; i--) {
            waiting.addFirst(batch.get(i));
        }
        batch = List.of();
        shorten();
        notBefore = now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(failures++, MOST_DOUBLINGS)));
    }

    NotifierCounts counts() {
        return new NotifierCounts(
                address.shown(), waiting.size() + batch.size(), sent, dropped, errors, lastFault);
    }
}
