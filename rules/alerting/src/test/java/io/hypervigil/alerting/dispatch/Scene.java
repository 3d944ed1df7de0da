package io.hypervigil.alerting.dispatch;

import io.hypervigil.alerting.active.ActiveAlerts;
import io.hypervigil.alerting.active.Alert;
import io.hypervigil.alerting.active.ManualClock;
import io.hypervigil.alerting.match.MatcherText;
import io.hypervigil.alerting.route.RoutingConfig;
import io.hypervigil.alerting.silence.Silence;
import io.hypervigil.alerting.silence.SilenceException;
import io.hypervigil.alerting.silence.Silences;
import io.hypervigil.promql.labels.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A dispatcher with its files in a folder, an outbox that delivers at once unless told otherwise,
 * and a clock that a test turns.
 */
public final class Scene implements AutoCloseable {

    private static final Duration STEP = Duration.ofSeconds(1);

    private final Path folder;
    private final ManualClock clock;
    private final FakeOutbox outbox = new FakeOutbox();
    private DispatchSettings settings = new DispatchSettings(100, 100, Duration.ZERO);
    private RoutingConfig config;
    private ActiveAlerts alerts;
    private Silences silences;
    private Dispatcher dispatcher;
    private Instant start;
    private boolean isDelivering = true;

    public Scene(Path folder, String yaml) throws IOException {
        this(folder, yaml, new ManualClock("2026-01-01T00:00:00Z"));
    }

    public Scene(Path folder, String yaml, ManualClock clock) throws IOException {
        this.folder = folder;
        this.clock = clock;
        start = clock.instant();
        config = read(yaml);
        open(_ -> {});
    }

    static RoutingConfig read(String yaml) {
        return RoutingConfig.parse(yaml, "f.yml", new FakeIntegrations());
    }

    private void open(Consumer<Deliveries> reports) throws IOException {
        alerts = new ActiveAlerts(clock, 1_000);
        silences = Silences.open(folder.resolve("silences"), clock, 100);
        dispatcher =
                new Dispatcher(
                        config,
                        alerts,
                        silences,
                        NotificationLog.open(folder.resolve("log")),
                        settings,
                        clock);
        reports.accept(dispatcher);
        dispatcher.connect(outbox);
    }

    /** As after a crash: what is in memory is lost, files and outbox stay. */
    void restart() throws IOException {
        restart(_ -> {});
    }

    /** The same, with what the outbox reports before anything is told. */
    void restart(Consumer<Deliveries> reports) throws IOException {
        close();
        open(reports);
    }

    void restart(DispatchSettings others) throws IOException {
        settings = others;
        restart();
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public ActiveAlerts alerts() {
        return alerts;
    }

    public Silences silences() {
        return silences;
    }

    public ManualClock clock() {
        return clock;
    }

    FakeOutbox outbox() {
        return outbox;
    }

    void reload(String yaml) {
        config = read(yaml);
        dispatcher.reload(config);
    }

    void deliver(boolean delivering) {
        isDelivering = delivering;
    }

    /** An alert begins to fire now, and does so for an hour unless told of again. */
    public void fire(String... labels) {
        fireSince(Duration.ZERO, labels);
    }

    void fireSince(Duration ago, String... labels) {
        var now = clock.instant();
        accept(labels, now.minus(ago), now.plus(Duration.ofDays(1)));
    }

    void fireSaying(Map<String, String> annotations, String... labels) {
        var now = clock.instant();
        accept(labels, new TreeMap<>(annotations), now, now.plus(Duration.ofDays(1)));
    }

    void resolve(String... labels) {
        var now = clock.instant();
        accept(labels, now.minusSeconds(1), now);
    }

    private void accept(String[] labels, Instant from, Instant to) {
        accept(labels, new TreeMap<>(Map.of("summary", "about " + labels[1])), from, to);
    }

    private void accept(
            String[] labels, SortedMap<String, String> annotations, Instant from, Instant to) {
        dispatcher.accept(
                List.of(
                        new Alert(
                                Labels.of(labels),
                                annotations,
                                from,
                                to,
                                "",
                                clock.instant(),
                                false)));
    }

    String silence(String matchers, Duration length) throws SilenceException {
        var now = clock.instant();
        return silences.set(
                new Silence(
                        "",
                        MatcherText.all(matchers),
                        now,
                        now.plus(length),
                        now,
                        "me",
                        "quiet",
                        Map.of()));
    }

    /** Lets time pass second by second; what is told meanwhile, a line each. */
    public List<String> pass(Duration time) {
        var lines = new ArrayList<String>();
        var end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.advance(STEP);
            var _ = dispatcher.flushDue();
            outbox.takeOffered().forEach(told -> lines.add(line(told)));
            if (isDelivering) {
                outbox.takeWaiting().forEach(dispatcher::delivered);
            }
        }
        return lines;
    }

    private String line(Notification told) {
        return Duration.between(start, told.at()).toSeconds()
                + "s "
                + told.target()
                + " "
                + told.alerts().stream().map(Scene::line).collect(Collectors.joining(" "))
                + " ("
                + told.reason().text()
                + ")";
    }

    private static String line(NotifiedAlert alert) {
        return (alert.isFiring() ? "+" : "-") + alert.labels().get("alertname");
    }

    @Override
    public void close() throws IOException {
        dispatcher.close();
        silences.close();
    }
}
