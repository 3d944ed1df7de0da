package io.hypervigil.lint;

import io.hypervigil.collect.MetricType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A family on its way through the parser. */
final class ParsedFamily {

    private final String name;
    private final List<Map<String, String>> series = new ArrayList<>();
    private final Set<String> labelNames = new LinkedHashSet<>();
    private @Nullable String help;
    private @Nullable MetricType type;

    ParsedFamily(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    @Nullable String help() {
        return help;
    }

    void setHelp(String newHelp) {
        help = newHelp;
    }

    /** Null until it is said or the first sample comes. */
    @Nullable MetricType type() {
        return type;
    }

    void setType(MetricType newType) {
        type = newType;
    }

    boolean isOf(MetricType other) {
        return type == other;
    }

    /** Whether a label belongs to the parts of this family, not to the family. */
    boolean isPartLabel(String label) {
        return (isOf(MetricType.HISTOGRAM) && label.equals("le"))
                || (isOf(MetricType.SUMMARY) && label.equals("quantile"));
    }

    /** The labels of each sample; samples of one histogram or summary count once. */
    List<Map<String, String>> series() {
        return series;
    }

    Set<String> labelNames() {
        return labelNames;
    }

    void add(Map<String, String> labels) {
        labelNames.addAll(labels.keySet());
        boolean isInParts = isOf(MetricType.HISTOGRAM) || isOf(MetricType.SUMMARY);
        if (!isInParts || series.isEmpty()) {
            series.add(labels);
        }
    }
}
