package io.hypervigil.recording;

import io.hypervigil.collect.Series;
import io.hypervigil.promql.labels.Labels;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labels that every recorded series has beside its own: {@code job}, {@code instance}, and what
 * is configured, as a Prometheus adds those of a target to what it scrapes.
 *
 * <p>Thread: any; immutable.
 */
public final class TargetLabels {

    private static final String EXPORTED = "exported_";

    private final Labels labels;

    /**
     * @param more further labels; {@code job} and {@code instance} are stronger
     */
    public TargetLabels(String job, String instance, java.util.Map<String, String> more) {
        var all = new TreeMap<>(more);
        all.put("job", job);
        all.put("instance", instance);
        this.labels = Labels.of(all);
    }

    /** They alone. */
    public Labels labels() {
        return labels;
    }

    /** Those of a series; its own label of such a name is called {@code exported_NAME} there. */
    Labels of(Series series) {
        SortedMap<String, String> own = new TreeMap<>();
        for (int i = 0; i < series.labelNames().size(); i++) {
            own.put(series.labelNames().get(i), series.labelValues().get(i));
        }
        labels.forEach((name, value) -> add(own, name, value));
        own.put(Labels.NAME, series.sampleName());
        return Labels.of(own);
    }

    private static void add(SortedMap<String, String> own, String name, String value) {
        var before = own.put(name, value);
        if (before == null || before.isEmpty()) {
            return;
        }
        var renamed = EXPORTED + name;
        while (own.containsKey(renamed)) {
            renamed = EXPORTED + renamed;
        }
        own.put(renamed, before);
    }
}
