package io.hypervigil.alerting.rulefile;

import io.hypervigil.alerting.yaml.YamlException;
import io.hypervigil.alerting.yaml.YamlMapping;
import io.hypervigil.alerting.yaml.YamlText;
import io.hypervigil.promql.labels.Quoted;
import io.hypervigil.promql.syntax.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a rule file strictly: fields that it does not know, names given twice, expressions and
 * templates that cannot be parsed are faults.
 *
 * <p>Thread: any.
 */
public final class RuleFileReader {

    private final RuleFileOptions options;
    private final Names names;

    public RuleFileReader(RuleFileOptions options) {
        this.options = options;
        this.names = new Names(options.isLegacyNamesOnly());
    }

    /**
     * Reads a text.
     *
     * @param name what the groups' file and the faults are called by
     * @throws RuleFileException with all faults of its rules, or the first of its form
     */
    public RuleFile read(String name, String text) throws RuleFileException {
        var faults = new ArrayList<RuleFault>();
        var groups = new ArrayList<GroupSpec>();
        try {
            YamlText.firstMapping(text, name)
                    .ifPresent(file -> readGroups(file, new ScalarText(text), groups, faults));
        } catch (YamlException e) {
            throw new RuleFileException(List.of(String.valueOf(e.getMessage())));
        }
        if (!faults.isEmpty()) {
            throw new RuleFileException(faults.stream().map(RuleFault::toString).toList());
        }
        return new RuleFile(name, groups);
    }

    private void readGroups(
            YamlMapping file, ScalarText text, List<GroupSpec> groups, List<RuleFault> faults) {
        var seen = new HashSet<String>();
        for (var group : file.presentMappings("groups")) {
            var name = group.text("name").orElse("");
            if (name.isEmpty()) {
                faults.add(new RuleFault(group.place(), "Groupname must not be empty"));
            }
            if (!seen.add(name)) {
                faults.add(
                        new RuleFault(
                                group.place("name"),
                                "groupname: \"" + name + "\" is repeated in the same file"));
            }
            groups.add(readGroup(group, name, text, faults));
        }
        end(file);
    }

    private GroupSpec readGroup(
            YamlMapping group, String name, ScalarText text, List<RuleFault> faults) {
        var labels = new TreeMap<>(group.textMap("labels"));
        for (var label : labels.keySet()) {
            if (!names.isRuleLabel(label)) {
                faults.add(new RuleFault(group.place("labels"), "invalid label name: " + label));
            }
        }
        var rules = new ArrayList<RuleSpec>();
        int number = 0;
        for (var rule : group.presentMappings("rules")) {
            number++;
            var reader = new RuleReader(rule, options, names, text);
            reader.read().ifPresent(rules::add);
            var prefix = prefix(name, number, reader.name());
            reader.faults()
                    .forEach(
                            fault ->
                                    faults.add(
                                            new RuleFault(fault.place(), prefix + fault.text())));
        }
        var spec =
                new GroupSpec(
                        name,
                        duration(group, "interval").filter(interval -> !interval.isZero()),
                        limit(group),
                        duration(group, "query_offset"),
                        labels,
                        rules);
        end(group);
        return spec;
    }

    private static String prefix(String group, int number, String rule) {
        return "group " + Quoted.text(group) + ", rule " + number + ", " + Quoted.text(rule) + ": ";
    }

    private static int limit(YamlMapping group) {
        double limit = group.number("limit").orElse(0);
        if (!(Math.abs(limit) <= Integer.MAX_VALUE)) {
            throw group.wrong("limit", "out of range");
        }
        return (int) limit;
    }

    private void end(YamlMapping mapping) {
        if (!options.ignoresUnknownFields()) {
            mapping.end();
        }
    }

    static Optional<Duration> duration(YamlMapping mapping, String key) {
        return mapping.text(key)
                .map(
                        text -> {
                            try {
                                return Duration.ofMillis(Durations.parseMillis(text));
                            } catch (IllegalArgumentException e) {
                                throw mapping.wrong(key, String.valueOf(e.getMessage()));
                            }
                        });
    }
}
