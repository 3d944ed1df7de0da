package io.hypervigil.promql.engine.row;

import io.hypervigil.promql.labels.Labels;
import java.util.Set;

/** The labels that say what a metric is, and that a calculation with it makes untrue. */
public final class Metadata {

    private static final String TYPE = "__type__";
    private static final String UNIT = "__unit__";
    private static final Set<String> NAMES = Set.of(Labels.NAME, TYPE, UNIT);

    private Metadata() {}

    /** Without the metric's name, its type and its unit. */
    public static Labels dropFrom(Labels labels) {
        int kept = labels.size();
        for (int i = 0; i < labels.size(); i++) {
            if (NAMES.contains(labels.name(i))) {
                kept--;
            }
        }
        if (kept == labels.size()) {
            return labels;
        }
        return labels.without(NAMES);
    }
}
