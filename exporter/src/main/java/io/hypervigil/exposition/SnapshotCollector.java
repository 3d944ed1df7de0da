package io.hypervigil.exposition;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.MetricType;
import io.hypervigil.collect.Samples;
import io.prometheus.client.Collector;
import io.prometheus.client.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots as simpleclient sees them: whatever takes a {@code CollectorRegistry} takes them.
 *
 * <p>Our own writer does not come this way, since simpleclient would make an object of each sample
 * and a second one of each counter: it asks with {@link #ALL_BUT_SNAPSHOTS} for what others
 * registered and takes the snapshots as they are.
 *
 * <p>Thread: any.
 */
final class SnapshotCollector extends Collector {

    /** Leaves the snapshots out of a registry's families. */
    static final Predicate<String> ALL_BUT_SNAPSHOTS = _ -> true;

    private final Supplier<List<Samples>> snapshots;

    SnapshotCollector(Supplier<List<Samples>> snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        Map<String, List<MetricFamilySamples.Sample>> samples = new TreeMap<>();
        Map<String, Family> families = new TreeMap<>();
        for (Samples snapshot : snapshots.get()) {
            for (Samples.OfFamily part : snapshot.families()) {
                var family = part.family();
                families.putIfAbsent(family.name(), family);
                var list = samples.computeIfAbsent(family.name(), _ -> new ArrayList<>());
                for (int i = 0; i < part.size(); i++) {
                    var series = part.series(i);
                    list.add(
                            new MetricFamilySamples.Sample(
                                    series.sampleName(),
                                    series.labelNames(),
                                    series.labelValues(),
                                    part.value(i)));
                }
            }
        }
        return families.values().stream()
                .map(
                        family ->
                                new MetricFamilySamples(
                                        family.name(),
                                        typeOf(family),
                                        family.help(),
                                        samples.getOrDefault(family.name(), List.of())))
                .toList();
    }

    // The predicate is compared as the token it is.
    @SuppressWarnings("ReferenceEquality")
    @Override
    public List<MetricFamilySamples> collect(@Nullable Predicate<String> sampleNameFilter) {
        return sampleNameFilter == ALL_BUT_SNAPSHOTS ? List.of() : super.collect(sampleNameFilter);
    }

    /**
     * simpleclient knows no counter without {@code _total}: such a one is of unknown type to it.
     */
    private static Type typeOf(Family family) {
        return switch (family.type()) {
            case COUNTER -> family.name().endsWith("_total") ? Type.COUNTER : Type.UNKNOWN;
            case GAUGE -> Type.GAUGE;
            case HISTOGRAM -> Type.HISTOGRAM;
            case SUMMARY -> Type.SUMMARY;
            case UNTYPED -> Type.UNKNOWN;
        };
    }

    static MetricType typeOf(MetricFamilySamples family) {
        return switch (family.type) {
            case COUNTER -> MetricType.COUNTER;
            case GAUGE, STATE_SET, INFO -> MetricType.GAUGE;
            case HISTOGRAM -> MetricType.HISTOGRAM;
            case SUMMARY -> MetricType.SUMMARY;
            case UNKNOWN, GAUGE_HISTOGRAM -> MetricType.UNTYPED;
        };
    }
}
