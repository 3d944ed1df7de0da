package io.hypervigil.alerting.alert;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a rule is known by over a reload or a restart.
 *
 * @param labels as the file has them, the group's among them
 */
public record RuleKey(
        String file, String group, boolean isAlert, String name, SortedMap<String, String> labels) {

    public RuleKey {
        labels = new TreeMap<>(labels);
    }

    /** The same rule wherever it stands. */
    public RuleKey anywhere() {
        return new RuleKey("", "", isAlert, name, labels);
    }
}
