package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alert.RuleKey;
import io.hypervigil.alerting.rulefile.GroupSpec;
import io.hypervigil.alerting.rulefile.RuleFile;
import io.hypervigil.alerting.rulefile.RuleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Makes groups of what files say. */
final class GroupBuilder {

    private final RuleSettings settings;
    private final MetricNames metrics;
    private final LongSupplier nanos;

    GroupBuilder(RuleSettings settings, List<RuleFile> files, LongSupplier nanos) {
        this.settings = settings;
        this.metrics = new MetricNames(files);
        this.nanos = nanos;
    }

    RuleGroup build(String file, GroupSpec group) {
        var slots = new ArrayList<RuleSlot>();
        for (var rule : group.rules()) {
            slots.add(new RuleSlot(rule(file, group, rule), nanos));
        }
        return new RuleGroup(file, group, settings, slots);
    }

    private Rule rule(String file, GroupSpec group, RuleSpec spec) {
        var labels = group.labelsOf(spec);
        return switch (spec) {
            case RuleSpec.Recording recording ->
                    new RecordingRule(
                            new RuleKey(file, group.name(), false, spec.name(), labels), recording);
            case RuleSpec.Alerting alerting ->
                    new AlertingRule(
                            new RuleKey(file, group.name(), true, spec.name(), labels),
                            alerting,
                            metrics.of(spec.expression()));
        };
    }
}
