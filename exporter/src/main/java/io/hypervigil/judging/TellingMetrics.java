package io.hypervigil.judging;

import io.hypervigil.alerting.dispatch.Dispatcher;
import io.hypervigil.alerting.dispatch.Target;
import io.hypervigil.alerting.notifier.Notifier;
import io.hypervigil.alerting.notifier.NotifierCounts;
import io.hypervigil.alerting.outbox.DurableOutbox;
import io.hypervigil.alerting.outbox.OutboxCounts;
import io.hypervigil.alerting.outbox.ReceiverDelivery;
import io.hypervigil.alerting.silence.Silence;
import io.hypervigil.alerting.silence.Silences;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Schema;
import io.hypervigil.collect.SeriesTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * How telling goes, in the names that a Prometheus and an Alertmanager have for their own where
 * they have any.
 *
 * <pre>
 * prometheus_notifications_sent_total{alertmanager="http://am:9093"} 12
 * alertmanager_notifications_total{receiver="team",integration="slack"} 4
 * alertmanager_notifications_failed_total{receiver="team",integration="slack",reason="refused"} 0
 * hypervigil_outbox_messages{receiver="team",integration="slack"} 0
 * </pre>
 *
 * <p>Thread: any.
 */
public final class TellingMetrics {

    private static final Group GROUP = Group.on("notifications", "who was told of alerts");

    private static final Family SENT =
            counter("prometheus_notifications_sent_total", "Alerts sent.", "alertmanager");
    private static final Family ERRORS =
            counter("prometheus_notifications_errors_total", "Posts that failed.", "alertmanager");
    private static final Family DROPPED =
            counter(
                    "prometheus_notifications_dropped_total",
                    "Alerts that an Alertmanager refused, or that its queue had no room for.",
                    "alertmanager");
    private static final Family QUEUE =
            gauge("prometheus_notifications_queue_length", "Alerts that wait.", "alertmanager");
    private static final Family ALERTS =
            gauge("alertmanager_alerts", "Alerts that the router has.");
    private static final Family GROUPS =
            gauge("alertmanager_dispatcher_aggregation_groups", "Groups of alerts.");
    private static final Family REFUSED =
            counter("alertmanager_alerts_limited_total", "Alerts refused for want of room.");
    private static final Family SILENCES =
            gauge("alertmanager_silences", "Silences, by state.", "state");
    private static final Family SUPPRESSED =
            counter(
                    "alertmanager_notifications_suppressed_total",
                    "Alerts not told of when their group was, by reason.",
                    "reason");
    private static final Family NOTIFICATIONS =
            counter(
                    "alertmanager_notifications_total",
                    "Notifications that a service took.",
                    "receiver",
                    "integration");
    private static final Family FAILED =
            counter(
                    "alertmanager_notifications_failed_total",
                    "Attempts at a notification that failed, by reason.",
                    "receiver",
                    "integration",
                    "reason");
    private static final Family WAITING =
            gauge(
                    "hypervigil_outbox_messages",
                    "Notifications that are neither delivered nor given up.",
                    "receiver",
                    "integration");
    private static final Family UNKEPT =
            counter(
                    "hypervigil_outbox_unkept_total",
                    "Notifications that the disk did not take: a crash would have lost them.");
    private static final Family OLDEST =
            gauge(
                    "hypervigil_outbox_oldest_timestamp_seconds",
                    "When the oldest of those was decided, in seconds since 1970.",
                    "receiver",
                    "integration");

    /** All of it, for the documentation. */
    public static final Schema SCHEMA =
            new Schema(
                    List.of(GROUP),
                    List.of(
                            SENT,
                            ERRORS,
                            DROPPED,
                            QUEUE,
                            ALERTS,
                            GROUPS,
                            REFUSED,
                            SILENCES,
                            SUPPRESSED,
                            NOTIFICATIONS,
                            FAILED,
                            WAITING,
                            UNKEPT,
                            OLDEST));

    private static final int MOST_SERIES = 10_000;

    /** Longer than the longest pause between two attempts but one. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private final Notifier notifier;
    private final Dispatcher dispatcher;
    private final DurableOutbox outbox;
    private final ReceiverDelivery delivery;
    private final Silences silences;
    private final InstantSource clock;
    private final SampleBook book = new SampleBook(new SeriesTable(), MOST_SERIES);

    TellingMetrics(
            Notifier notifier,
            Dispatcher dispatcher,
            DurableOutbox outbox,
            ReceiverDelivery delivery,
            Silences silences,
            InstantSource clock) {
        this.notifier = notifier;
        this.dispatcher = dispatcher;
        this.outbox = outbox;
        this.delivery = delivery;
        this.silences = silences;
        this.clock = clock;
    }

    synchronized Samples samples() {
        book.begin();
        notifier.counts().forEach(this::add);
        addRouter();
        addOutbox();
        return book.finish();
    }

    /** Who was told of nothing yet is counted too: a first failure is an increase only from 0. */
    private void addOutbox() {
        book.add(UNKEPT, (double) outbox.unkept());
        var idle = new HashSet<>(delivery.targets());
        for (OutboxCounts counts : outbox.counts()) {
            add(counts);
            idle.remove(counts.target());
        }
        idle.forEach(target -> add(OutboxCounts.none(target)));
    }

    /**
     * What is not well: something waits for too long, no Alertmanager takes anything, or the disk
     * keeps nothing; "" where all is.
     */
    String complaint() {
        return Stream.of(outbox.complaint(), dispatcher.complaint(), deaf(), late())
                .filter(complaint -> !complaint.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** One that takes alerts is enough: they tell each other. */
    private String deaf() {
        var counts = notifier.counts();
        boolean isDeaf =
                !counts.isEmpty() && counts.stream().allMatch(one -> one.lastFault().isPresent());
        return isDeaf
                ? "no Alertmanager takes alerts: " + counts.getFirst().lastFault().orElse("")
                : "";
    }

    private String late() {
        var late = clock.instant().minus(LATE);
        return outbox.counts().stream()
                .filter(counts -> counts.oldest().filter(late::isAfter).isPresent())
                .map(
                        counts ->
                                counts.target()
                                        + " has taken nothing since "
                                        + counts.oldest().get())
                .findFirst()
                .orElse("");
    }

    private void add(NotifierCounts counts) {
        var name = counts.alertmanager();
        book.add(SENT, (double) counts.sent(), name);
        book.add(ERRORS, (double) counts.errors(), name);
        book.add(DROPPED, (double) counts.dropped(), name);
        book.add(QUEUE, counts.waiting(), name);
    }

    private void addRouter() {
        var counts = dispatcher.counts();
        book.add(ALERTS, (double) counts.alerts());
        book.add(GROUPS, (double) counts.groups());
        book.add(REFUSED, (double) counts.alertsRefused());
        book.add(SUPPRESSED, (double) counts.silenced(), "silence");
        book.add(SUPPRESSED, (double) counts.inhibited(), "inhibition");
        book.add(SUPPRESSED, (double) counts.muted(), "time");
        var now = clock.instant();
        for (Silence.State state : Silence.State.values()) {
            long number =
                    silences.all().stream()
                            .filter(silence -> silence.stateAt(now) == state)
                            .count();
            book.add(SILENCES, (double) number, state.text());
        }
    }

    private static String integration(Target target) {
        return target.index() == 0 ? target.kind() : target.kind() + "[" + target.index() + "]";
    }

    private void add(OutboxCounts counts) {
        var receiver = counts.target().receiver();
        var integration = integration(counts.target());
        book.add(NOTIFICATIONS, (double) counts.delivered(), receiver, integration);
        book.add(FAILED, (double) counts.retried(), receiver, integration, "retried");
        book.add(FAILED, (double) counts.refused(), receiver, integration, "refused");
        book.add(FAILED, (double) counts.expired(), receiver, integration, "expired");
        book.add(WAITING, counts.waiting(), receiver, integration);
        if (counts.oldest().isPresent()) {
            book.add(OLDEST, counts.oldest().get().toEpochMilli() / 1e3, receiver, integration);
        }
    }

    private static Family counter(String name, String help, String... labels) {
        return Family.counter(GROUP, name, help, labels);
    }

    private static Family gauge(String name, String help, String... labels) {
        return Family.gauge(GROUP, name, help, labels);
    }
}
