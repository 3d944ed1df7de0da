package io.hypervigil.peers;

import io.hypervigil.collect.settings.Given;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A file of rules that ships with the process, and the file of its unit tests. */
record Pack(Path file, List<Rule> rules, List<Check> checks) {

    private static final Path FOLDER = Path.of("../rules/packs");
    private static final List<String> NAMES =
            List.of("container", "gpu", "host", "kubernetes", "self", "vm");

    Pack {
        rules = List.copyOf(rules);
        checks = List.copyOf(checks);
    }

    /**
     * A rule.
     *
     * @param isAlert or else its result is recorded
     * @param severity empty for one that is recorded
     */
    record Rule(
            String name,
            boolean isAlert,
            String expression,
            String severity,
            Map<String, String> annotations) {
        Rule {
            annotations = Map.copyOf(annotations);
        }

        @Override
        public String toString() {
            return name + (severity.isEmpty() ? "" : " (" + severity + ")");
        }
    }

    /** That an alert fires at a moment, by the severities of those that do, or that none does. */
    record Check(String alert, List<String> severities) {
        Check {
            severities = List.copyOf(severities);
        }
    }

    static List<Pack> all() {
        return NAMES.stream().map(Pack::read).toList();
    }

    /** All files of the folder that are packs: neither unit tests nor inhibitions. */
    static List<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .filter(file -> !file.toString().endsWith("_test.yml"))
                    .filter(file -> !file.equals(inhibitions()))
                    .sorted()
                    .toList();
        }
    }

    static Path inhibitions() {
        return FOLDER.resolve("inhibitions.yml");
    }

    /** A file of YAML. */
    static Given yaml(Path file) {
        try {
            return YamlReader.read(file);
        } catch (IOException | SettingsException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    static String text(Given of, String key) {
        return field(of, key)
                .map(given -> given instanceof Given.Scalar(var text, _) ? text : "")
                .orElse("");
    }

    static List<Given> items(Given of, String key) {
        return field(of, key)
                .map(given -> given instanceof Given.Items(var items, _) ? items : List.<Given>of())
                .orElse(List.of());
    }

    private static Optional<Given> field(Given of, String key) {
        return of instanceof Given.Fields fields
                ? Optional.ofNullable(fields.fields().get(key))
                : Optional.empty();
    }

    private static Pack read(String name) {
        var file = FOLDER.resolve(name + ".yml");
        var rules =
                items(yaml(file), "groups").stream()
                        .flatMap(group -> items(group, "rules").stream())
                        .map(Pack::rule)
                        .toList();
        var checks =
                items(yaml(FOLDER.resolve(name + "_test.yml")), "tests").stream()
                        .flatMap(test -> items(test, "alert_rule_test").stream())
                        .map(Pack::check)
                        .toList();
        return new Pack(file, rules, checks);
    }

    private static Rule rule(Given given) {
        var alert = text(given, "alert");
        return new Rule(
                alert.isEmpty() ? text(given, "record") : alert,
                !alert.isEmpty(),
                text(given, "expr"),
                field(given, "labels").map(labels -> text(labels, "severity")).orElse(""),
                field(given, "annotations").map(Pack::texts).orElse(Map.of()));
    }

    private static Check check(Given given) {
        return new Check(
                text(given, "alertname"),
                items(given, "exp_alerts").stream()
                        .map(alert -> field(alert, "exp_labels").orElseThrow())
                        .map(labels -> text(labels, "severity"))
                        .toList());
    }

    private static Map<String, String> texts(Given given) {
        var texts = new TreeMap<String, String>();
        if (given instanceof Given.Fields fields) {
            fields.fields().keySet().forEach(key -> texts.put(key, text(given, key)));
        }
        return texts;
    }
}
