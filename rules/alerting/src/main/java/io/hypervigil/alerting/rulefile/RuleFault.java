package io.hypervigil.alerting.rulefile;

import io.hypervigil.alerting.yaml.YamlPlace;

/** One thing that is wrong with a rule file, told as {@code FILE:LINE:COLUMN: TEXT}. */
public record RuleFault(YamlPlace place, String text) {

    @Override
    public String toString() {
        return place + ": " + text;
    }
}
