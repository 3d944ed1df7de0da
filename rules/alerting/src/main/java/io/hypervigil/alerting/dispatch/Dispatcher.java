package io.hypervigil.alerting.dispatch;

import io.hypervigil.alerting.active.ActiveAlerts;
import io.hypervigil.alerting.active.Alert;
import io.hypervigil.alerting.inhibit.Inhibitor;
import io.hypervigil.alerting.route.RoutingConfig;
import io.hypervigil.alerting.silence.Silences;
import io.hypervigil.promql.labels.Labels;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts alerts into groups and tells each group's receiver of it in time, as Alertmanager does:
 * first after the group's wait, then of changes after each interval, of no change after the repeat
 * interval. Inhibitions, silences and times are asked whenever it tells.
 *
 * <p>What is new to a receiver goes to the outbox. Until that reports its end, the receiver is
 * offered nothing more of the same group; what ended is forgotten only once everybody who is to
 * know knows.
 *
 * <p>Thread: any. It has no thread of its own: {@link #run} is one that waits until the next group
 * is due.
 */
public final class Dispatcher implements Deliveries, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration MAINTENANCE = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final ActiveAlerts alerts;
    private final NotificationLog log;
    private final Flusher flusher;
    private final Groups groups;
    private @Nullable Outbox outbox;
    private RoutingConfig config;
    private Quiet quiet;
    private Instant maintenanceAt;
    private long delivered;
    private long failed;
    private boolean isClosed;

    /**
     * Made with what the log knows; it tells nothing until {@link #connect}.
     *
     * @param log closed with this
     */
    public Dispatcher(
            RoutingConfig config,
            ActiveAlerts alerts,
            Silences silences,
            NotificationLog log,
            DispatchSettings settings,
            InstantSource clock) {
        this.clock = clock;
        this.alerts = alerts;
        this.log = log;
        this.config = config;
        this.flusher = new Flusher(log, settings);
        this.groups =
                new Groups(
                        config.root(),
                        settings.groups(),
                        clock.instant().plus(settings.startDelay()));
        this.quiet = new Quiet(new Inhibitor(config.inhibitRules()), silences, config.times());
        this.maintenanceAt = clock.instant().plus(MAINTENANCE);
    }

    /**
     * Begins to tell. Before, it takes alerts and reports but tells nothing, so that the outbox can
     * report what ended while the process was down. What the log says is on its way and the outbox
     * does not have is told again.
     */
    public synchronized void connect(Outbox opened) {
        log.keepOnly(opened.waiting());
        outbox = opened;
        notifyAll();
    }

    /** Takes what a source tells of alerts. */
    public synchronized void accept(Collection<Alert> told) {
        var now = clock.instant();
        for (var one : told) {
            alerts.put(one)
                    .ifPresent(
                            alert -> {
                                quiet.inhibitor().put(alert);
                                groups.put(alert, now);
                            });
        }
        notifyAll();
    }

    /**
     * Tells of all groups that are due.
     *
     * @return when to call again, if nothing is told before
     */
    public synchronized Instant flushDue() {
        var now = clock.instant();
        var connected = outbox;
        if (connected != null) {
            groups.takeDue(now).forEach(group -> flush(connected, group, now));
        }
        if (!now.isBefore(maintenanceAt)) {
            maintain(now);
        }
        return connected == null ? maintenanceAt : nextDue();
    }

    private Instant nextDue() {
        return groups.nextAt().filter(maintenanceAt::isAfter).orElse(maintenanceAt);
    }

    private void flush(Outbox connected, Group group, Instant now) {
        groups.flushed(group, now.plus(group.route().options().groupInterval()));
        var receiver = config.receivers().get(group.route().options().receiver());
        if (receiver != null) {
            flusher.flush(
                    connected,
                    group,
                    receiver,
                    quiet.audible(group.route(), group.inOrder(), now),
                    now);
        }
    }

    private void maintain(Instant now) {
        maintenanceAt = now.plus(MAINTENANCE);
        groups.forgetEmpty();
        alerts.forgetEnded();
        quiet.inhibitor().forgetEnded(now);
        quiet.silences().forgetOld();
        log.forgetOld(now);
    }

    @Override
    public synchronized void delivered(String id) {
        log.deliver(id, clock.instant());
        delivered++;
        groups.awaiting(id).ifPresent(group -> group.delivered(id));
    }

    @Override
    public synchronized void failed(String id, String reason) {
        log.fail(id);
        failed++;
        groups.awaiting(id)
                .ifPresent(
                        group -> {
                            group.failed(id);
                            LOG.atError()
                                    .addKeyValue("group", group.key())
                                    .addKeyValue("receiver", group.route().options().receiver())
                                    .addKeyValue("error", reason)
                                    .log("a notification was given up");
                        });
    }

    /** Goes on with another file; groups whose route is there still keep their times. */
    public synchronized void reload(RoutingConfig next) {
        var now = clock.instant();
        config = next;
        var inhibitor = new Inhibitor(next.inhibitRules());
        alerts.all().forEach(inhibitor::put);
        quiet = quiet.with(inhibitor, next.times());
        groups.reroute(next.root(), alerts.all(), now);
        notifyAll();
    }

    /** The file it goes by. */
    public synchronized RoutingConfig config() {
        return config;
    }

    /** All groups that hold alerts, by labels and receiver. */
    public synchronized List<GroupView> groups() {
        var now = clock.instant();
        return groups.views(route -> quiet.mutedBy(route, now));
    }

    /** Why an alert is not told of, its route's times aside. */
    public synchronized AlertStatus status(Labels labels) {
        return quiet.status(labels, List.of(), clock.instant());
    }

    /** What it did and holds. */
    public synchronized DispatchCounts counts() {
        return new DispatchCounts(
                groups.size(),
                alerts.size(),
                alerts.refused(),
                groups.refused(),
                flusher.offered(),
                delivered,
                failed + flusher.refused(),
                outbox == null ? 0 : outbox.waiting().size(),
                quiet.silenced(),
                quiet.inhibited(),
                quiet.muted());
    }

    /** Why it cannot keep on disk who was told what; empty where it can. It tells all the same. */
    public synchronized String complaint() {
        return log.complaint();
    }

    /** Tells of groups as they come due, until it is closed or its thread is interrupted. */
    public synchronized void run() {
        try {
            while (!isClosed) {
                var next = flushDue();
                long millis = Duration.between(clock.instant(), next).toMillis();
                // A moment longer, since a fraction of a millisecond is cut off.
                if (millis >= 0) {
                    wait(millis + 1);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        isClosed = true;
        notifyAll();
        log.close();
    }
}
