package io.hypervigil.judging;

import io.hypervigil.alerting.active.ActiveAlerts;
import io.hypervigil.alerting.active.Alert;
import io.hypervigil.alerting.alert.AlertListener;
import io.hypervigil.alerting.alert.AlertNotice;
import io.hypervigil.alerting.alertmanager.AlertmanagerApi;
import io.hypervigil.alerting.alertmanager.ServerInfo;
import io.hypervigil.alerting.dispatch.DispatchSettings;
import io.hypervigil.alerting.dispatch.Dispatcher;
import io.hypervigil.alerting.dispatch.NotificationLog;
import io.hypervigil.alerting.group.RuleSettings;
import io.hypervigil.alerting.http.HttpSender;
import io.hypervigil.alerting.notifier.Notifier;
import io.hypervigil.alerting.notifier.SentAlert;
import io.hypervigil.alerting.outbox.DurableOutbox;
import io.hypervigil.alerting.outbox.OutboxSettings;
import io.hypervigil.alerting.outbox.ReceiverDelivery;
import io.hypervigil.alerting.receiver.Sending;
import io.hypervigil.alerting.silence.Silences;
import io.hypervigil.build.BuildInfo;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.Threads;
import io.hypervigil.promql.labels.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of alerts: to Alertmanagers, and to whom the router's file names. What could not be told
 * when the process ended is told when it runs again.
 *
 * <p>Thread: any.
 */
final class Teller implements AlertListener, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Teller.class);

    /** Of Alertmanager, whose interface this is: amtool warns of one that is not its own. */
    private static final String ALERTMANAGER = "0.33.1";

    private static final int MOST_ALERTS = 10_000;
    private static final int MOST_SILENCES = 10_000;
    private static final Duration DRAIN = Duration.ofMillis(500);

    /**
     * On which services are waited for. Those who only wait for the next time to tell have threads
     * of their own: three are fewer than the first virtual thread brings with it.
     */
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    private final List<Thread> loops;
    private final HttpSender http;
    private final Notifier notifier;
    private final ReceiverDelivery delivery;
    private final Silences silences;
    private final Dispatcher dispatcher;
    private final DurableOutbox outbox;
    private final AlertmanagerApi api;
    private final TellingMetrics metrics;
    private final InstantSource clock;
    private volatile TellingPlan plan;
    private volatile Map<String, String> externalLabels;

    /**
     * Takes up what waits in a folder, and tells.
     *
     * @param settings of the rules whose alerts are told of
     * @throws IOException where the folder cannot be read or written
     */
    Teller(
            TellingPlan plan,
            RuleSettings settings,
            Path folder,
            BuildInfo build,
            InstantSource clock)
            throws IOException {
        this.plan = plan;
        this.externalLabels = settings.externalLabels();
        this.clock = clock;
        this.http = new HttpSender(executor, "hypervigil/" + build.version());
        this.notifier = new Notifier(plan.alertmanagers(), http, executor, clock);
        var sending = new Sending(http, clock, settings.externalUrl());
        var receivers = plan.routing().receivers().values();
        this.delivery = new ReceiverDelivery(sending, receivers, plan.templates());
        this.silences = Silences.open(folder.resolve("silences"), clock, MOST_SILENCES);
        var alerts = new ActiveAlerts(clock, MOST_ALERTS);
        this.dispatcher =
                new Dispatcher(
                        plan.routing(),
                        alerts,
                        silences,
                        NotificationLog.open(folder.resolve("notifications")),
                        dispatchSettings(settings.interval()),
                        clock);
        this.outbox =
                DurableOutbox.open(
                        folder.resolve("outbox"),
                        OutboxSettings.DEFAULT,
                        delivery,
                        dispatcher,
                        executor,
                        clock,
                        new SecureRandom());
        var startedAt = clock.instant();
        this.api =
                new AlertmanagerApi(
                        dispatcher, alerts, silences, () -> info(build, startedAt), clock);
        this.metrics = new TellingMetrics(notifier, dispatcher, outbox, delivery, silences, clock);
        dispatcher.connect(outbox);
        this.loops =
                List.of(
                        Threads.start("outbox", outbox::run),
                        Threads.start("dispatcher", dispatcher::run),
                        Threads.start("notifier", notifier::run));
    }

    /** Rules that are judged often are all judged soon, and what keeps others quiet is known. */
    private static DispatchSettings dispatchSettings(Duration interval) {
        var defaults = DispatchSettings.DEFAULTS;
        var twice = interval.multipliedBy(2);
        return new DispatchSettings(
                defaults.groups(),
                defaults.alertsPerNotification(),
                twice.compareTo(defaults.startDelay()) < 0 ? twice : defaults.startDelay());
    }

    private ServerInfo info(BuildInfo build, Instant startedAt) {
        return new ServerInfo(ALERTMANAGER, build.revision(), plan.shown(), startedAt);
    }

    /** Goes on by another plan; what is under way ends by the old one. */
    void replace(TellingPlan next, Map<String, String> labels) {
        plan = next;
        externalLabels = labels;
        notifier.replace(next.alertmanagers());
        delivery.replace(next.routing().receivers().values(), next.templates());
        dispatcher.reload(next.routing());
    }

    @Override
    public void tell(List<AlertNotice> notices) {
        var now = clock.instant();
        notifier.send(notices.stream().map(this::sent).toList());
        dispatcher.accept(notices.stream().map(notice -> routed(notice, now)).toList());
    }

    private SentAlert sent(AlertNotice notice) {
        return new SentAlert(
                labels(notice),
                notice.annotations(),
                notice.startsAt(),
                notice.endsAt(),
                notice.generatorUrl());
    }

    private Alert routed(AlertNotice notice, Instant now) {
        return new Alert(
                labels(notice),
                notice.annotations(),
                notice.startsAt(),
                notice.endsAt(),
                notice.generatorUrl(),
                now,
                notice.resolvedAt().isEmpty());
    }

    /** An alert's own labels are stronger, as in Prometheus. */
    private Labels labels(AlertNotice notice) {
        var all = new TreeMap<>(externalLabels);
        all.putAll(notice.labels().toMap());
        return Labels.of(all);
    }

    /** Alertmanager's API over what is told here. */
    AlertmanagerApi api() {
        return api;
    }

    /** The URLs that alerts are posted to. */
    List<String> alertmanagers() {
        return plan.alertmanagers().alertmanagers().stream()
                .map(address -> address.alerts().toString())
                .toList();
    }

    /** The client that services are reached by. */
    HttpSender http() {
        return http;
    }

    /** Why deliveries are not well; "" where they are. */
    String complaint() {
        return metrics.complaint();
    }

    Samples samples() {
        return metrics.samples();
    }

    /** Ends; what Alertmanagers do not take within half a second is sent by the next process. */
    @Override
    public void close() {
        try {
            if (!notifier.drain(DRAIN)) {
                LOGGER.atInfo().log(
                        "alerts not taken by an Alertmanager yet are sent at the start");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        loops.forEach(Thread::interrupt);
        executor.shutdownNow();
        close("the log of notifications", dispatcher);
        close("the outbox", outbox);
        close("the silences", silences);
        http.close();
    }

    private static void close(String what, AutoCloseable file) {
        try {
            file.close();
        } catch (Exception e) {
            LOGGER.atWarn().addKeyValue("error", e.toString()).log(what + " could not be closed");
        }
    }
}
