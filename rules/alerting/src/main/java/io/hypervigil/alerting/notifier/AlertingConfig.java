package io.hypervigil.alerting.notifier;

import io.hypervigil.alerting.http.Addresses;
import io.hypervigil.alerting.http.HttpSettings;
import io.hypervigil.alerting.http.Spans;
import io.hypervigil.alerting.yaml.YamlMapping;
import io.hypervigil.promql.labels.Labels;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The section {@code alerting} of Prometheus' configuration file, with Alertmanagers in {@code
 * static_configs}; other ways of finding them are refused.
 *
 * @param relabeling of all alerts
 * @param alertmanagers each once, in the order of the file
 */
public record AlertingConfig(List<Relabeling> relabeling, List<AlertmanagerAddress> alertmanagers) {

    private static final String ADDRESS = "__address__";
    private static final String SCHEME = "__scheme__";
    private static final String PATH = "__alerts_path__";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    public AlertingConfig {
        relabeling = List.copyOf(relabeling);
        alertmanagers = List.copyOf(alertmanagers);
    }

    /**
     * Reads the section to its end.
     *
     * @throws io.hypervigil.alerting.yaml.YamlException if Prometheus refuses it, or it asks for a
     *     discovery that there is not
     */
    public static AlertingConfig read(YamlMapping yaml) {
        var relabeling = Relabeling.readAll(yaml, "alert_relabel_configs");
        // An address is asked once for each entry: another one may bring other credentials.
        var alertmanagers = new LinkedHashSet<AlertmanagerAddress>();
        for (var one : yaml.mappings("alertmanagers")) {
            var seen = new HashSet<URI>();
            addresses(one).stream()
                    .filter(address -> seen.add(address.alerts()))
                    .forEach(alertmanagers::add);
        }
        yaml.end();
        return new AlertingConfig(relabeling, List.copyOf(alertmanagers));
    }

    private static List<AlertmanagerAddress> addresses(YamlMapping yaml) {
        refuseDiscovery(yaml);
        var version = yaml.text("api_version").orElse("v2");
        if (!version.equals("v2")) {
            throw yaml.wrong("api_version", "\"" + version + "\": v2 expected");
        }
        var scheme = yaml.text("scheme").orElse("http");
        var path = path(yaml.text("path_prefix").orElse(""));
        var timeout = Spans.prometheus(yaml, "timeout").orElse(TIMEOUT);
        var http = HttpSettings.readFields(yaml);
        var relabeling = Relabeling.readAll(yaml, "alert_relabel_configs");
        var targets = Relabeling.readAll(yaml, "relabel_configs");
        var addresses = new ArrayList<AlertmanagerAddress>();
        for (var group : yaml.mappings("static_configs")) {
            var own = new TreeMap<>(group.textMap("labels"));
            for (var target : group.texts("targets")) {
                var labels = new TreeMap<>(own);
                labels.put(ADDRESS, target);
                labels.put(SCHEME, scheme);
                labels.put(PATH, path);
                uri(group, targets, Labels.of(labels))
                        .ifPresent(
                                uri ->
                                        addresses.add(
                                                new AlertmanagerAddress(
                                                        uri, http, timeout, relabeling)));
            }
            group.end();
        }
        yaml.end();
        return addresses;
    }

    private static void refuseDiscovery(YamlMapping yaml) {
        for (var key : yaml.keys()) {
            if (key.endsWith("_sd_configs")) {
                throw yaml.wrong(key, "Alertmanagers are found by static_configs alone");
            }
        }
    }

    private static String path(String prefix) {
        var slashed = prefix.startsWith("/") ? prefix : "/" + prefix;
        return Addresses.joined(slashed, "/api/v2/alerts");
    }

    private static Optional<URI> uri(YamlMapping yaml, List<Relabeling> steps, Labels target) {
        return Relabeling.apply(steps, target)
                .map(
                        labels -> {
                            var text =
                                    labels.get(SCHEME)
                                            + "://"
                                            + labels.get(ADDRESS)
                                            + labels.get(PATH);
                            return Addresses.parsed(text)
                                    .orElseThrow(() -> yaml.wrong("targets", "no host and port"));
                        });
    }
}
