package io.hypervigil.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.collect.RealPart;
import io.hypervigil.promql.syntax.ParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The rules that ship ask for what there is, say what to do, and are tested both ways. */
final class PackRulesTest {

    private static final List<Pack> PACKS = Pack.all();
    private static final KnownMetrics KNOWN = new KnownMetrics();

    private static final List<Pack.Rule> RULES =
            PACKS.stream().flatMap(pack -> pack.rules().stream()).toList();
    private static final List<Pack.Rule> RECORDED =
            RULES.stream().filter(rule -> !rule.isAlert()).toList();
    private static final List<Pack.Rule> ALERTS =
            RULES.stream().filter(Pack.Rule::isAlert).toList();

    /** It has no subject, and never ends. */
    private static final String WATCHDOG = "Watchdog";

    /** {@code window.retention}, where nothing is said. */
    private static final Duration WINDOW = Duration.ofHours(3);

    private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern QUERY =
            Pattern.compile("query \\(printf \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ALERT_NAME = Pattern.compile("alertname(=~?)\"([^\"]+)\"");

    static {
        RECORDED.forEach(rule -> KNOWN.record(rule.name(), labelsOf(rule.expression())));
        // An alert may ask whether it fires; the other labels are those of what it is about.
        KNOWN.record("ALERTS", Set.of("alertname", "instance", "job", "device", "mountpoint"));
    }

    @TempDir Path folder;

    @ParameterizedTest
    @FieldSource("RULES")
    void a_rule_asks_for_metrics_and_labels_that_there_are(Pack.Rule rule) throws Exception {
        var result = new ResultLabels(KNOWN);

        var labels = result.of(rule.expression());

        assertThat(result.faults()).isEmpty();
        assertThat(Duration.ofSeconds((long) result.longestSeconds())).isLessThan(WINDOW);
        if (!rule.name().equals(WATCHDOG)) {
            assertThat(labels).contains("instance", "job");
            assertThat(labels).containsAll(named(rule));
        }
    }

    @Test
    void what_there_is_not_is_found() throws Exception {
        assertThat(faults("gpu_powr_watts > 0")).containsExactly("no metric gpu_powr_watts");
        assertThat(faults("sum by (name) (gpu_power_watts{card='1'})"))
                .containsExactly("no label card in gpu_power_watts", "no label name in SUM");
        assertThat(faults("gpu_power_watts * on (gpu, host) group_left (model) gpu_info"))
                .containsExactly(
                        "no label host in on, left",
                        "no label host in on, right",
                        "no label model in group");
    }

    @ParameterizedTest
    @FieldSource("ALERTS")
    void a_query_of_a_text_asks_for_what_there_is(Pack.Rule alert) throws Exception {
        for (String text : alert.annotations().values()) {
            var query = QUERY.matcher(text);
            while (query.find()) {
                var result = new ResultLabels(KNOWN);
                result.of(query.group(1).replace("%q", "\"\""));
                assertThat(result.faults()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @FieldSource("ALERTS")
    void an_alert_says_how_bad_it_is_what_to_do_and_where_to_read_on(Pack.Rule alert) {
        assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
        assertThat(alert.annotations().values()).allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(alert.annotations().get("runbook_url"))
                .isEqualTo("docs/runbooks/" + alert.name() + ".md");
        assertThat(alert.severity())
                .isIn(alert.name().equals(WATCHDOG) ? List.of("none") : severities());
    }

    @ParameterizedTest
    @FieldSource("ALERTS")
    void an_alert_is_tested_to_fire_and_not_to(Pack.Rule alert) {
        var checks =
                PACKS.stream()
                        .flatMap(pack -> pack.checks().stream())
                        .filter(check -> check.alert().equals(alert.name()))
                        .toList();

        assertThat(checks).anyMatch(check -> check.severities().contains(alert.severity()));
        if (!alert.name().equals(WATCHDOG)) {
            assertThat(checks).anyMatch(check -> check.severities().isEmpty());
        }
    }

    @Test
    void each_alert_and_no_other_has_a_runbook() throws IOException {
        try (var pages = Files.list(Path.of("../docs/runbooks"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            alertNames().stream().map(name -> name + ".md").toList());
        }
        for (String name : alertNames()) {
            assertThat(Path.of("../docs/runbooks", name + ".md")).content().contains("# " + name);
        }
    }

    @Test
    void every_pack_is_looked_at() throws IOException {
        assertThat(PACKS.stream().map(Pack::file)).containsExactlyElementsOf(Pack.files());
        assertThat(ALERTS).hasSizeGreaterThan(76);
    }

    @Test
    void inhibitions_name_alerts_that_there_are() {
        var rules = Pack.items(Pack.yaml(Pack.inhibitions()), "inhibit_rules");
        var names =
                rules.stream()
                        .flatMap(
                                rule ->
                                        Stream.concat(
                                                Pack.items(rule, "source_matchers").stream(),
                                                Pack.items(rule, "target_matchers").stream()))
                        .map(Object::toString)
                        .flatMap(matcher -> ALERT_NAME.matcher(matcher).results())
                        .map(found -> found.group(2))
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(names).isNotEmpty();
        assertThat(names)
                .allSatisfy(
                        name ->
                                assertThat(alertNames())
                                        .as(name)
                                        .anyMatch(alert -> Pattern.matches(name, alert)));
    }

    @Test
    void alertmanager_takes_the_inhibitions() throws Exception {
        var amtool = RealPart.require("amtool", "run ./test").toString();
        var file = folder.resolve("alertmanager.yml");
        Files.writeString(
                file,
                "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n"
                        + Files.readString(Pack.inhibitions()));

        var checked = RealPart.run(folder, "", List.of(amtool, "check-config", file.toString()));

        assertThat(checked.exitCode()).as(checked.output()).isZero();
    }

    private static List<String> faults(String expression) throws ParseException {
        var result = new ResultLabels(KNOWN);
        result.of(expression);
        return result.faults();
    }

    private static List<String> severities() {
        return List.of("critical", "warning", "info");
    }

    private static Set<String> alertNames() {
        return ALERTS.stream().map(Pack.Rule::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The labels that the texts of a rule show. */
    private static Set<String> named(Pack.Rule rule) {
        var names = new HashSet<String>();
        rule.annotations()
                .values()
                .forEach(
                        text ->
                                LABEL.matcher(text)
                                        .results()
                                        .forEach(found -> names.add(found.group(1))));
        return names;
    }

    private static Set<String> labelsOf(String expression) {
        try {
            return new ResultLabels(KNOWN).of(expression);
        } catch (ParseException e) {
            throw new IllegalStateException(expression, e);
        }
    }
}
