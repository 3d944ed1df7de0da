package io.hypervigil.judging;

import io.hypervigil.alerting.rulefile.GroupSpec;
import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.rulefile.RuleSpec;
import io.hypervigil.collect.settings.NearestName;
import io.hypervigil.collect.settings.SettingsException;
import io.hypervigil.config.AlertingSection.AlertChange;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.syntax.Printer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the configuration changes of alerts: a key is an alert's name, or {@code NAME/SEVERITY}
 * where one name is there at several severities.
 *
 * <p>Thread: confined.
 */
final class AlertChanges {

    private static final String SEVERITY = "severity";

    private final Map<String, AlertChange> changes;
    private final Set<String> found = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    AlertChanges(Map<String, AlertChange> changes) {
        this.changes = changes;
    }

    /**
     * The files with the changes.
     *
     * @throws SettingsException where there is no such alert, or none of its numbers can be changed
     */
    List<RuleFile> applyTo(List<RuleFile> files) throws SettingsException {
        var changed = new ArrayList<RuleFile>();
        for (RuleFile file : files) {
            var groups = new ArrayList<GroupSpec>();
            for (GroupSpec group : file.groups()) {
                groups.add(changed(group));
            }
            changed.add(new RuleFile(file.name(), groups));
        }
        for (String key : changes.keySet()) {
            if (!found.contains(key)) {
                throw new SettingsException(
                        List.of("alerting.alerts." + key + ": " + unknown(key)));
            }
        }
        return changed;
    }

    private String unknown(String key) {
        return "there is no such alert"
                + NearestName.of(key, List.copyOf(names))
                        .map(near -> ", is " + near + " meant?")
                        .orElse("");
    }

    private GroupSpec changed(GroupSpec group) throws SettingsException {
        var rules = new ArrayList<RuleSpec>();
        for (RuleSpec rule : group.rules()) {
            switch (rule) {
                case RuleSpec.Recording recording -> rules.add(recording);
                case RuleSpec.Alerting alert -> changed(group, alert).ifPresent(rules::add);
            }
        }
        return new GroupSpec(
                group.name(),
                group.interval(),
                group.limit(),
                group.queryOffset(),
                group.labels(),
                rules);
    }

    private Optional<RuleSpec> changed(GroupSpec group, RuleSpec.Alerting alert)
            throws SettingsException {
        var severity = group.labelsOf(alert).getOrDefault(SEVERITY, "");
        var result = alert;
        names.add(alert.name());
        names.add(alert.name() + "/" + severity);
        for (String key : Stream.of(alert.name(), alert.name() + "/" + severity).toList()) {
            var change = changes.get(key);
            if (change != null) {
                found.add(key);
                if (!change.enabled()) {
                    return Optional.empty();
                }
                result = changed(result, change, key);
            }
        }
        return Optional.of(result);
    }

    private static RuleSpec.Alerting changed(
            RuleSpec.Alerting alert, AlertChange change, String key) throws SettingsException {
        var expression = alert.expression();
        var query = alert.query();
        if (change.threshold().isPresent()) {
            expression =
                    compared(expression, change.threshold().get())
                            .orElseThrow(() -> unchangeable(key, alert.query()));
            query = Printer.print(expression);
        }
        var labels = new TreeMap<>(alert.labels());
        change.severity().ifPresent(severity -> labels.put(SEVERITY, severity));
        return new RuleSpec.Alerting(
                alert.name(),
                query,
                expression,
                change.pending().orElse(alert.hold()),
                alert.keepFiring(),
                labels,
                alert.annotations());
    }

    private static SettingsException unchangeable(String key, String query) {
        return new SettingsException(
                List.of(
                        "alerting.alerts."
                                + key
                                + ".threshold: its expression does not compare with one number,"
                                + " switch it off and write a rule of your own: "
                                + query));
    }

    /**
     * The expression with another number in its first comparison: conditions that follow with
     * {@code and}, {@code or} or {@code unless} stay.
     */
    private static Optional<Expr> compared(Expr expression, double threshold) {
        return switch (expression) {
            case Expr.Parenthesized(var inner, var position) ->
                    compared(inner, threshold)
                            .map(changed -> new Expr.Parenthesized(changed, position));
            case Expr.Binary binary when binary.operator().isSet() ->
                    compared(binary.left(), threshold)
                            .map(left -> with(binary, left, binary.right()));
            case Expr.Binary binary when binary.operator().isComparison() ->
                    compared(binary.left(), threshold)
                            .map(left -> with(binary, left, binary.right()))
                            .or(
                                    () ->
                                            number(binary.right(), threshold)
                                                    .map(
                                                            right ->
                                                                    with(
                                                                            binary,
                                                                            binary.left(),
                                                                            right)));
            case Expr.Binary _,
                    Expr.NumberLiteral _,
                    Expr.StringLiteral _,
                    Expr.VectorSelector _,
                    Expr.MatrixSelector _,
                    Expr.Subquery _,
                    Expr.Unary _,
                    Expr.Aggregation _,
                    Expr.Call _ ->
                    Optional.empty();
        };
    }

    private static Optional<Expr> number(Expr right, double threshold) {
        return switch (right) {
            case Expr.NumberLiteral(_, _, var position) ->
                    Optional.of(new Expr.NumberLiteral(threshold, false, position));
            case Expr.Unary(_, Expr.NumberLiteral _, var position) ->
                    Optional.of(new Expr.NumberLiteral(threshold, false, position));
            default -> Optional.empty();
        };
    }

    private static Expr with(Expr.Binary binary, Expr left, Expr right) {
        return new Expr.Binary(
                binary.operator(),
                left,
                right,
                binary.returnsBool(),
                binary.matching(),
                binary.position());
    }
}
