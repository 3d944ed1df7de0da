package io.hypervigil.alerting.route;

import io.hypervigil.alerting.inhibit.InhibitRule;
import io.hypervigil.alerting.interval.TimeIntervals;
import io.hypervigil.alerting.yaml.YamlException;
import io.hypervigil.alerting.yaml.YamlText;
import io.hypervigil.promql.labels.Labels;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Alertmanager's configuration file.
 *
 * <p>Thread: any; immutable.
 *
 * @param resolveTimeout after which an alert whose source named no end is well
 * @param templates patterns of files, as they stand; relative ones are relative to the file
 * @param receivers by name, in the order of the file
 * @param ignored sections that Alertmanager knows and that do nothing here
 */
public record RoutingConfig(
        Duration resolveTimeout,
        List<String> templates,
        Route root,
        List<InhibitRule> inhibitRules,
        TimeIntervals times,
        Map<String, Receiver> receivers,
        List<String> ignored) {

    public RoutingConfig {
        templates = List.copyOf(templates);
        inhibitRules = List.copyOf(inhibitRules);
        receivers = Collections.unmodifiableMap(new LinkedHashMap<>(receivers));
        ignored = List.copyOf(ignored);
    }

    /**
     * Reads a file.
     *
     * @param text the whole of it
     * @param file what messages call it
     * @throws YamlException for what Alertmanager 0.33 refuses, with the place
     */
    public static RoutingConfig parse(String text, String file, Integrations integrations) {
        return new RoutingConfigReader(integrations).read(text, file);
    }

    /**
     * The text of a file as it may be shown to anybody: no password, token, key or address that
     * lets one in. As with Alertmanager the addresses that let nobody in are there, but not who
     * asks there. What reads Alertmanager's files reads it. Comments are left out.
     *
     * @throws YamlException if it is no YAML
     */
    public static String shown(String text, String file) {
        return YamlText.masked(text, file, Secrets::seen);
    }

    /** The same with other inhibitions. */
    public RoutingConfig withInhibitRules(List<InhibitRule> rules) {
        return new RoutingConfig(resolveTimeout, templates, root, rules, times, receivers, ignored);
    }

    /** Whom an alert with these labels reaches, in the order of the tree; each route once. */
    public List<String> receiversOf(Labels labels) {
        return root.matching(labels).stream().map(route -> route.options().receiver()).toList();
    }
}
