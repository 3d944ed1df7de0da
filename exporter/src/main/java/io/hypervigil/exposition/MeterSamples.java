package io.hypervigil.exposition;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.MetricType;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.SeriesTable;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The meters of simpleclient's registry, Micrometer's among them, as the samples of a probe are:
 * what stays as it was from one page to the next is the same object.
 *
 * <p>Thread: any.
 */
final class MeterSamples {

    private static final Group GROUP = Group.on("process", "what this process says of itself");

    private static final int MAX_SERIES = 10_000;

    private final CollectorRegistry registry;
    private final SampleBook book = new SampleBook(new SeriesTable(), MAX_SERIES);
    private final Map<String, Family> families = new HashMap<>();

    MeterSamples(CollectorRegistry registry) {
        this.registry = registry;
    }

    /** As they are now. */
    synchronized Samples sample() {
        var meters = registry.filteredMetricFamilySamples(SnapshotCollector.ALL_BUT_SNAPSHOTS);
        book.begin();
        for (MetricFamilySamples family : Collections.list(meters)) {
            family.samples.stream()
                    // simpleclient's own creation times are of no use.
                    .filter(sample -> !sample.name.endsWith("_created"))
                    .forEach(sample -> add(family, sample));
        }
        return book.finish();
    }

    private void add(MetricFamilySamples family, MetricFamilySamples.Sample sample) {
        var name = exposedName(family);
        var ours =
                families.computeIfAbsent(
                        name,
                        _ ->
                                Family.of(
                                        GROUP,
                                        SnapshotCollector.typeOf(family),
                                        name,
                                        family.help,
                                        labels(family, sample)));
        var suffix = sample.name.startsWith(name) ? sample.name.substring(name.length()) : "";
        book.addPart(ours, suffix, sample.value, sample.labelValues.toArray(String[]::new));
    }

    /** The name in text format 0.0.4: simpleclient keeps counters without {@code _total}. */
    private static String exposedName(MetricFamilySamples family) {
        return switch (family.type) {
            case COUNTER -> family.name + "_total";
            case INFO -> family.name + "_info";
            case GAUGE, HISTOGRAM, GAUGE_HISTOGRAM, STATE_SET, SUMMARY, UNKNOWN -> family.name;
        };
    }

    /** Without the one that tells a histogram's or summary's parts apart, which comes last. */
    private static List<String> labels(
            MetricFamilySamples family, MetricFamilySamples.Sample sample) {
        var names = sample.labelNames;
        boolean isPart =
                switch (SnapshotCollector.typeOf(family)) {
                    case MetricType.HISTOGRAM -> names.contains("le");
                    case MetricType.SUMMARY -> names.contains("quantile");
                    case MetricType.COUNTER, MetricType.GAUGE, MetricType.UNTYPED -> false;
                };
        return isPart ? names.subList(0, names.size() - 1) : names;
    }
}
