package io.hypervigil.host.textfile;

import io.hypervigil.collect.MetricType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A family as a file gives it.
 *
 * @param help empty where the file has none
 */
record PromFamily(String name, MetricType type, Optional<String> help, List<Sample> samples) {

    PromFamily {
        samples = List.copyOf(samples);
    }

    /**
     * A line.
     *
     * @param suffix of a histogram's or summary's part: {@code _bucket}, {@code _sum}, {@code
     *     _count}
     * @param labels sorted by name, without {@code le} or {@code quantile} of a part
     * @param bound the value of {@code le} or {@code quantile}, where the part has one
     */
    record Sample(
            String suffix,
            SequencedMap<String, String> labels,
            Optional<Double> bound,
            double value) {}

    /** Every label that one of the samples has, sorted. */
    List<String> labelNames() {
        return samples.stream()
                .flatMap(sample -> sample.labels.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The label values of a sample in the order of some names; "" for one that it lacks. */
    static String[] labelValues(Sample sample, List<String> names) {
        var values = new ArrayList<String>();
        names.forEach(name -> values.add(sample.labels.getOrDefault(name, "")));
        sample.bound.ifPresent(bound -> values.add(GoFloat.format(bound)));
        return values.toArray(String[]::new);
    }
}
