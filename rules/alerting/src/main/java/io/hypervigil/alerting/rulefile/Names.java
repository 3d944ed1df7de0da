package io.hypervigil.alerting.rulefile;

import io.hypervigil.promql.labels.Labels;
import java.util.regex.Pattern;

/** Which names metrics and labels may have. */
final class Names {

    private static final Pattern LEGACY_METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LEGACY_LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final boolean isLegacyOnly;

    Names(boolean isLegacyOnly) {
        this.isLegacyOnly = isLegacyOnly;
    }

    boolean isMetric(String name) {
        return isLegacyOnly ? LEGACY_METRIC.matcher(name).matches() : Labels.isName(name);
    }

    boolean isLabel(String name) {
        return isLegacyOnly ? LEGACY_LABEL.matcher(name).matches() : Labels.isName(name);
    }

    /** Whether a rule may set a label of this name. */
    boolean isRuleLabel(String name) {
        return isLabel(name) && !name.equals(Labels.NAME);
    }
}
