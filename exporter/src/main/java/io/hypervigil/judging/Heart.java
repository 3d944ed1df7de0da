package io.hypervigil.judging;

import io.hypervigil.alerting.group.GroupView;
import io.hypervigil.alerting.group.RuleHealth;
import io.hypervigil.alerting.group.RuleView;
import io.hypervigil.alerting.notifier.Heartbeat;
import io.hypervigil.sampling.CollectorStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beats while all is well: collectors read their sources, rules are evaluated in time, and
 * notifications are delivered. Says once why it stops, and once that it goes on.
 *
 * <p>Thread: {@link #run} one; the rest any.
 */
final class Heart implements Runnable, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Heart.class);

    /** A pass may be late by as much, and one may be missed. */
    private static final int PASSES_LATE = 3;

    private final Heartbeat heartbeat;
    private final Duration interval;
    private final CountDownLatch closed = new CountDownLatch(1);
    private String trouble = "";

    Heart(Heartbeat heartbeat, Duration interval) {
        this.heartbeat = heartbeat;
        this.interval = interval;
    }

    /** What is not well, the first thing found; empty where all is. */
    static Optional<String> complaint(
            List<CollectorStatus> collectors,
            List<GroupView> groups,
            Supplier<String> delivery,
            InstantSource clock) {
        for (CollectorStatus status : collectors) {
            if (status.isAvailable() && !status.isSuccess()) {
                return Optional.of(
                        "collector " + status.collector().name() + " fails: " + status.reason());
            }
        }
        var now = clock.instant();
        for (GroupView group : groups) {
            var wrong = complaint(group, now);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.of(delivery.get()).filter(wrong -> !wrong.isEmpty());
    }

    private static Optional<String> complaint(GroupView group, Instant now) {
        var late = now.minus(group.interval().multipliedBy(PASSES_LATE));
        if (group.lastEvaluation().filter(late::isBefore).isEmpty()) {
            return Optional.of("rule group " + group.name() + " is not evaluated in time");
        }
        return group.rules().stream()
                .filter(rule -> rule.status().health() == RuleHealth.BAD)
                .map(RuleView::name)
                .findFirst()
                .map(rule -> "rule " + rule + " of group " + group.name() + " fails");
    }

    @Override
    public void run() {
        try {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                beat();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        var now =
                switch (heartbeat.beat()) {
                    case Heartbeat.Beat.Heard _ -> "";
                    case Heartbeat.Beat.Withheld(var complaint) -> complaint;
                    case Heartbeat.Beat.Lost(var reason) -> "not heard: " + reason;
                };
        if (trouble.isEmpty() && !now.isEmpty()) {
            LOGGER.atWarn().addKeyValue("error", now).log("heartbeat stops");
        } else if (!trouble.isEmpty() && now.isEmpty()) {
            LOGGER.atInfo().log("heartbeat goes on");
        }
        trouble = now;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
