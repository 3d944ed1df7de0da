package io.hypervigil.exposition;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.MetricType;
import io.hypervigil.collect.SampleBook;
import io.hypervigil.collect.Samples;
import io.hypervigil.collect.SeriesTable;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The process's own metrics, taken from the registry as the samples of a probe are.
 *
 * <p>Thread: any.
 */
public final class OwnSamples {

    private static final Group GROUP = Group.on("process", "what this process says of itself");

    private static final int MAX_SERIES = 10_000;

    private final MetricsPage page;
    private final SampleBook book = new SampleBook(new SeriesTable(), MAX_SERIES);
    private final Map<String, Family> families = new HashMap<>();

    public OwnSamples(MetricsPage page) {
        this.page = page;
    }

    /** As they are now. */
    public synchronized Samples sample() {
        book.begin();
        for (MetricFamilySamples family : Collections.list(page.ownFamilies())) {
            family.samples.stream()
                    // simpleclient's own creation times are of no use.
                    .filter(sample -> !sample.name.endsWith("_created"))
                    .forEach(sample -> add(family, sample));
        }
        return book.finish();
    }

    private void add(MetricFamilySamples family, MetricFamilySamples.Sample sample) {
        var name = PageWriter.exposedName(family);
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
