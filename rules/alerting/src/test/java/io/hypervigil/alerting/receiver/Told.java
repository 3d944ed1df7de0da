package io.hypervigil.alerting.receiver;

import io.hypervigil.alerting.dispatch.Notification;
import io.hypervigil.alerting.dispatch.NotifiedAlert;
import io.hypervigil.alerting.dispatch.Reason;
import io.hypervigil.alerting.dispatch.Target;
import io.hypervigil.alerting.http.HttpSender;
import io.hypervigil.alerting.route.Receiver;
import io.hypervigil.alerting.route.RoutingConfig;
import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** News of a GPU that fell off its bus, and a configuration that tells of it. */
public final class Told {

    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    static final InstantSource CLOCK = InstantSource.fixed(START.plusSeconds(60));

    private Told() {}

    /** What integrations send by. */
    public static Sending sending() {
        var http = new HttpSender(Runnable::run, "Hypervigil/test");
        return new Sending(http, CLOCK, "http://hv.example");
    }

    /** A receiver {@code r} with one integration, by the lines of its list's only item. */
    public static Receiver receiver(String kind, String global, String item) {
        var text =
                """
                global: {%s}
                route: {receiver: r}
                receivers: [{name: r, %s_configs: [{%s}]}]
                """
                        .replaceFirst("%s", java.util.regex.Matcher.quoteReplacement(global))
                        .replaceFirst("%s", kind)
                        .replaceFirst("%s", java.util.regex.Matcher.quoteReplacement(item));
        var config = RoutingConfig.parse(text, "a.yml", new ReceiverKinds());
        return Objects.requireNonNull(config.receivers().get("r"));
    }

    static Integration integration(String kind, String global, String item) {
        return (Integration) receiver(kind, global, item).integrations().getFirst();
    }

    /** One alert that fires. */
    public static Notification firing() {
        return of(List.of(alert(0, true)), Reason.FIRST);
    }

    /** The same, over. */
    public static Notification resolved() {
        return of(List.of(alert(0, false)), Reason.ALL_RESOLVED);
    }

    /** One alert that fires and says this. */
    public static Notification saying(Map<String, String> annotations) {
        return of(List.of(alert(0, true, annotations)), Reason.FIRST);
    }

    static Notification firing(int alerts) {
        return of(
                IntStream.range(0, alerts).mapToObj(number -> alert(number, true)).toList(),
                Reason.FIRST);
    }

    private static Notification of(List<NotifiedAlert> alerts, Reason reason) {
        var common =
                alerts.size() == 1
                        ? alerts.getFirst().labels()
                        : Labels.of("alertname", "GpuFell", "severity", "critical");
        return new Notification(
                "news-1",
                new Target("r", "webhook", 0),
                "{}:{alertname=\"GpuFell\"}",
                Labels.of("alertname", "GpuFell"),
                common,
                alerts.getFirst().annotations(),
                alerts,
                0,
                reason,
                START,
                Duration.ofHours(4));
    }

    private static NotifiedAlert alert(int gpu, boolean isFiring) {
        return alert(gpu, isFiring, Map.of("summary", "GPU <" + gpu + "> & fell"));
    }

    private static NotifiedAlert alert(int gpu, boolean isFiring, Map<String, String> annotations) {
        return new NotifiedAlert(
                Labels.of("alertname", "GpuFell", "gpu", "" + gpu, "severity", "critical"),
                new TreeMap<>(annotations),
                START,
                isFiring ? Optional.empty() : Optional.of(START.plusSeconds(3_600)),
                "http://hv/graph?g0",
                0x3ab6d89cc7e0c2ebL);
    }

    static Message message(Notification notification) {
        return new Message(notification, Told::expansion, Map.of());
    }

    /**
     * In place of templates: {@code {{ template "x" . }}} is [x], {@code {{ list }}} a line for
     * each alert, {@code {{ broken }}} a fault, anything else its own words.
     */
    public static Expansion expansion(Notification notification) {
        return new Expansion() {
            @Override
            public String text(String template) {
                if (template.contains("broken")) {
                    throw new TemplateFault("function \"broken\" not defined");
                }
                return template.replaceAll("\\{\\{ ?template \"([^\"]*)\" ?\\. ?}}", "[$1]")
                        .replaceAll("\\{\\{ if eq .Status \"firing\" }}([^{]*)\\{\\{.*end }}", "$1")
                        .replace("{{ list }}", lines(notification))
                        .replaceAll("\\{\\{ (.*?) }}", "($1)");
            }

            @Override
            public String html(String template) {
                return text(template).replace("&", "&amp;").replace("<", "&lt;");
            }
        };
    }

    private static String lines(Notification notification) {
        var lines = new StringBuilder();
        notification
                .alerts()
                .forEach(a -> lines.append(a.annotations().get("summary")).append('\n'));
        return lines.toString();
    }
}
