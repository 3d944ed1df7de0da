package io.hypervigil.alerting.rulefile;

import io.hypervigil.alerting.template.rule.RuleTemplates;
import io.hypervigil.alerting.template.value.Limits;
import io.hypervigil.alerting.yaml.YamlMapping;
import io.hypervigil.alerting.yaml.YamlPlace;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.ParseException;
import io.hypervigil.promql.syntax.Parser;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one rule, and finds all that is wrong with it. */
final class RuleReader {

    /** Only asked whether it can read a text. */
    private static final RuleTemplates TEMPLATES =
            new RuleTemplates(
                    (_, _) -> List.of(), URI.create(""), Limits.DEFAULT, System::nanoTime);

    private final YamlMapping rule;
    private final RuleFileOptions options;
    private final Names names;
    private final ScalarText text;
    private final String record;
    private final String alert;
    private final List<RuleFault> faults = new ArrayList<>();

    RuleReader(YamlMapping rule, RuleFileOptions options, Names names, ScalarText text) {
        this.rule = rule;
        this.options = options;
        this.names = names;
        this.text = text;
        this.record = rule.text("record").orElse("");
        this.alert = rule.text("alert").orElse("");
    }

    String name() {
        return alert.isEmpty() ? record : alert;
    }

    List<RuleFault> faults() {
        return faults;
    }

    /** The rule; empty where there are faults. */
    Optional<RuleSpec> read() {
        var query = rule.text("expr").orElse("");
        var hold = RuleFileReader.duration(rule, "for").orElse(Duration.ZERO);
        var keepFiring = RuleFileReader.duration(rule, "keep_firing_for").orElse(Duration.ZERO);
        var labels = new TreeMap<>(rule.textMap("labels"));
        var annotations = new TreeMap<>(rule.textMap("annotations"));
        if (!options.ignoresUnknownFields()) {
            rule.end();
        }
        checkKind();
        var expression = parse(query);
        if (!record.isEmpty()) {
            checkRecord(hold, keepFiring, annotations);
        }
        checkNames(labels, annotations);
        if (!alert.isEmpty()) {
            checkTemplates("label", "labels", labels);
            checkTemplates("annotation", "annotations", annotations);
        }
        if (expression == null || !faults.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                alert.isEmpty()
                        ? new RuleSpec.Recording(record, query, expression, labels)
                        : new RuleSpec.Alerting(
                                alert, query, expression, hold, keepFiring, labels, annotations));
    }

    private void checkKind() {
        if (!record.isEmpty() && !alert.isEmpty()) {
            fault("alert", "only one of 'record' and 'alert' must be set");
        }
        if (record.isEmpty() && alert.isEmpty()) {
            fault("", "one of 'record' or 'alert' must be set");
        }
    }

    private @Nullable Expr parse(String query) {
        if (query.isEmpty()) {
            fault("", "field 'expr' must be set in rule");
            return null;
        }
        try {
            return Parser.parse(query, options.parser());
        } catch (ParseException e) {
            faults.add(
                    new RuleFault(
                            placeOf(query, e), "could not parse expression: " + e.getMessage()));
            return null;
        }
    }

    private YamlPlace placeOf(String query, ParseException fault) {
        var place = fault.position().startIn(query).split(":", 2);
        return text.within(
                rule.place("expr"), Integer.parseInt(place[0]), Integer.parseInt(place[1]));
    }

    private void checkRecord(
            Duration hold, Duration keepFiring, SortedMap<String, String> annotations) {
        if (!annotations.isEmpty()) {
            fault("annotations", "invalid field 'annotations' in recording rule");
        }
        if (!hold.isZero()) {
            fault("for", "invalid field 'for' in recording rule");
        }
        if (!keepFiring.isZero()) {
            fault("keep_firing_for", "invalid field 'keep_firing_for' in recording rule");
        }
        if (record.indexOf('{') >= 0 || record.indexOf('}') >= 0) {
            fault(
                    "record",
                    "braces present in the recording rule name; should it be in expr?: " + record);
        } else if (!names.isMetric(record)) {
            fault("record", "invalid recording rule name: " + record);
        }
    }

    private void checkNames(
            SortedMap<String, String> labels, SortedMap<String, String> annotations) {
        for (var label : labels.keySet()) {
            if (!names.isRuleLabel(label)) {
                fault("labels", "invalid label name: " + label);
            }
        }
        for (var annotation : annotations.keySet()) {
            if (!names.isLabel(annotation)) {
                fault("annotations", "invalid annotation name: " + annotation);
            }
        }
    }

    private void checkTemplates(String kind, String key, SortedMap<String, String> texts) {
        texts.forEach(
                (name, template) ->
                        TEMPLATES
                                .fault(alert, template)
                                .ifPresent(
                                        fault -> fault(key, kind + " \"" + name + "\": " + fault)));
    }

    private void fault(String key, String what) {
        faults.add(new RuleFault(key.isEmpty() ? rule.place() : rule.place(key), what));
    }
}
