package io.hypervigil.alerting.group;

import io.hypervigil.alerting.template.rule.AlertTemplateData;
import io.hypervigil.alerting.template.rule.RuleTemplates;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The labels or the annotations of a rule. */
final class AlertTexts {

    private final String alert;
    private final SortedMap<String, String> texts;
    private final boolean isPlain;

    AlertTexts(String alert, Map<String, String> texts) {
        this.alert = alert;
        this.texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
        this.isPlain = texts.values().stream().noneMatch(text -> text.contains("{{"));
    }

    SortedMap<String, String> expand(RuleTemplates templates, AlertTemplateData data, Asking at) {
        if (isPlain) {
            return texts;
        }
        var expanded = new TreeMap<String, String>();
        texts.forEach(
                (name, text) ->
                        expanded.put(name, templates.expand(alert, text, data, at.at()).text()));
        return expanded;
    }
}
