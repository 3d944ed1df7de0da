package io.hypervigil.alerting.route;

import io.hypervigil.alerting.interval.TimeIntervalReader;
import io.hypervigil.alerting.yaml.YamlException;
import io.hypervigil.alerting.yaml.YamlMapping;
import io.hypervigil.alerting.yaml.YamlPlace;
import io.hypervigil.alerting.yaml.YamlText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the file as a whole. */
final class RoutingConfigReader {

    private static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);

    private final Integrations integrations;

    RoutingConfigReader(Integrations integrations) {
        this.integrations = integrations;
    }

    RoutingConfig read(String text, String file) {
        var root =
                YamlText.mapping(text, file)
                        .orElseThrow(
                                () ->
                                        new YamlException(
                                                new YamlPlace(file, 1, 1),
                                                "no route provided in config"));
        var global = root.mapping("global");
        var resolveTimeout =
                global.flatMap(all -> Settings.duration(all, "resolve_timeout"))
                        .orElse(RESOLVE_TIMEOUT);
        var receivers = receivers(root, integrations.globals(global));
        var times = TimeIntervalReader.read(root);
        var route =
                root.mapping("route")
                        .orElseThrow(() -> new YamlException(root.place(), "no routes provided"));
        var config =
                new RoutingConfig(
                        resolveTimeout,
                        root.texts("templates"),
                        new RouteReader(receivers.keySet(), times.names()).root(route),
                        root.mappings("inhibit_rules").stream()
                                .map(InhibitRuleReader::read)
                                .toList(),
                        times,
                        receivers,
                        ignored(root));
        root.end();
        return config;
    }

    private Map<String, Receiver> receivers(YamlMapping root, Integrations.Reader reader) {
        var receivers = new LinkedHashMap<String, Receiver>();
        for (var item : root.mappings("receivers")) {
            var name = item.text("name").orElse("");
            if (name.isEmpty()) {
                throw new YamlException(item.place(), "missing name in receiver");
            }
            var receiver = new Receiver(name, item.textMap("labels"), integrations(item, reader));
            item.end();
            if (receivers.putIfAbsent(name, receiver) != null) {
                throw item.wrong("name", "notification config name \"" + name + "\" is not unique");
            }
        }
        return receivers;
    }

    private List<Integration> integrations(YamlMapping receiver, Integrations.Reader reader) {
        var all = new ArrayList<Integration>();
        for (var kind : integrations.kinds()) {
            receiver.mappings(kind + "_configs")
                    .forEach(config -> all.add(reader.read(kind, config)));
        }
        return all;
    }

    /** What is for Alertmanager's own traces and records; this process has its own. */
    private static List<String> ignored(YamlMapping root) {
        var ignored = new ArrayList<String>();
        root.mapping("tracing")
                .ifPresent(
                        tracing -> {
                            checkTracing(tracing);
                            ignored.add("tracing");
                        });
        root.mapping("event_recorder").ifPresent(_ -> ignored.add("event_recorder"));
        return ignored;
    }

    private static void checkTracing(YamlMapping tracing) {
        if (tracing.text("endpoint").orElse("").isEmpty()) {
            throw new YamlException(tracing.place(), "tracing endpoint must be set");
        }
        Optional<String> type = tracing.text("client_type");
        if (type.isPresent() && !Set.of("http", "grpc").contains(type.get())) {
            throw tracing.wrong("client_type", "\"" + type.get() + "\", http or grpc expected");
        }
    }
}
