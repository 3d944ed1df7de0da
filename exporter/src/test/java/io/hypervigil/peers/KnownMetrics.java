package io.hypervigil.peers;

import io.hypervigil.collect.Collector;
import io.hypervigil.collect.Family;
import io.hypervigil.collect.MetricType;
import io.hypervigil.collect.Schema;
import io.hypervigil.exposition.BuildMetrics;
import io.hypervigil.exposition.ProcessMetrics;
import io.hypervigil.exposition.ThreadMetrics;
import io.hypervigil.judging.RuleMetrics;
import io.hypervigil.judging.TellingMetrics;
import io.hypervigil.recording.WindowMetrics;
import io.hypervigil.sampling.SelfMetrics;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** The labels of every metric that there can be here, by what the collectors declare. */
final class KnownMetrics {

    /** What every series has in a window and in Prometheus. */
    private static final Set<String> OF_THE_TARGET = Set.of("instance", "job");

    /** What stands for the open end of labels, by the beginning of the metric's name. */
    private static final Map<String, Set<String>> OPEN_LABELS =
            Map.of(
                    "libvirt_", Set.of("connection"),
                    "node_network_", Set.of("device"),
                    "container_", Set.of("namespace", "pod", "container"));

    /** What no schema declares: of the process, and Prometheus' own. */
    private static final Map<String, Set<String>> BESIDE =
            Map.of(
                    "up", Set.of(),
                    "hypervigil_config_last_reload_successful", Set.of());

    /** The textfile collector's: it would stand for every name that is mistyped. */
    private static final String ANY = "*";

    private final List<Family> families;
    private final Map<String, Set<String>> recorded = new HashMap<>();

    KnownMetrics() {
        var collectors =
                ServiceLoader.load(Collector.class).stream()
                        .map(provider -> provider.get().schema());
        var own =
                Stream.of(
                        BuildMetrics.SCHEMA,
                        SelfMetrics.SCHEMA,
                        WindowMetrics.SCHEMA,
                        ThreadMetrics.SCHEMA,
                        ProcessMetrics.SCHEMA,
                        RuleMetrics.SCHEMA,
                        TellingMetrics.SCHEMA);
        families =
                Stream.concat(collectors, own)
                        .map(Schema::families)
                        .flatMap(List::stream)
                        .filter(family -> !family.name().equals(ANY))
                        .toList();
    }

    /** Takes in the result of a recording rule. */
    void record(String name, Set<String> labels) {
        recorded.put(name, labels);
    }

    /** The labels of a metric; empty where there is no such metric. */
    Optional<Set<String>> labels(String metric) {
        if (recorded.containsKey(metric)) {
            return Optional.of(recorded.get(metric));
        }
        var own =
                Optional.ofNullable(BESIDE.get(metric))
                        .or(() -> declaring(metric).map(family -> labels(family, metric)));
        return own.map(
                labels -> {
                    var all = new HashSet<>(labels);
                    all.addAll(OF_THE_TARGET);
                    return all;
                });
    }

    private Optional<Family> declaring(String metric) {
        return families.stream()
                .filter(family -> family.name().equals(metric))
                .findFirst()
                .or(
                        () ->
                                families.stream()
                                        .filter(family -> isOf(family, metric))
                                        .max(Comparator.comparingInt(it -> it.name().length())));
    }

    private static boolean isOf(Family family, String metric) {
        int star = family.name().indexOf('*');
        if (star >= 0) {
            return metric.startsWith(family.name().substring(0, star))
                    && metric.endsWith(family.name().substring(star + 1));
        }
        return family.type() == MetricType.HISTOGRAM
                && metric.replaceFirst("_(bucket|count|sum)$", "").equals(family.name());
    }

    private static Set<String> labels(Family family, String metric) {
        var labels = new HashSet<>(family.labels());
        if (labels.remove(ANY)) {
            OPEN_LABELS.forEach(
                    (start, open) -> {
                        if (metric.startsWith(start)) {
                            labels.addAll(open);
                        }
                    });
        }
        return labels;
    }
}
