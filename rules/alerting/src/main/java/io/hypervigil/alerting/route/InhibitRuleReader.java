package io.hypervigil.alerting.route;

import io.hypervigil.alerting.inhibit.InhibitRule;
import io.hypervigil.alerting.yaml.YamlMapping;

/** Reads an item of {@code inhibit_rules}. */
final class InhibitRuleReader {

    private InhibitRuleReader() {}

    static InhibitRule read(YamlMapping item) {
        var rule =
                new InhibitRule(
                        item.text("name").orElse(""),
                        Settings.matchers(
                                item, "source_match", "source_match_re", "source_matchers"),
                        Settings.matchers(
                                item, "target_match", "target_match_re", "target_matchers"),
                        Settings.names(item, "equal"));
        item.end();
        return rule;
    }
}
