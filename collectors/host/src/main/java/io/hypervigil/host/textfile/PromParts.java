package io.hypervigil.host.textfile;

import io.hypervigil.collect.MetricType;
import io.hypervigil.host.textfile.PromFamily.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Puts the parts of histograms and summaries in the order of the text format. */
final class PromParts {

    /** Bounds ascending, then {@code _sum}, then {@code _count}. */
    private static final Comparator<Sample> ORDER =
            Comparator.<Sample, Integer>comparing(
                            sample ->
                                    switch (sample.suffix()) {
                                        case "_sum" -> 1;
                                        case "_count" -> 2;
                                        default -> 0;
                                    })
                    .thenComparing(sample -> sample.bound().orElse(0.0));

    private PromParts() {}

    /**
     * The samples of a family in order, each histogram with its bucket {@code +Inf} and its count,
     * which are the same.
     *
     * @return the labels of a histogram that has neither, or the samples
     */
    static Result inOrder(MetricType type, List<Sample> samples) {
        if (type != MetricType.HISTOGRAM && type != MetricType.SUMMARY) {
            return new Result.Ordered(samples);
        }
        var byLabels = new LinkedHashMap<SequencedMap<String, String>, List<Sample>>();
        samples.forEach(
                sample ->
                        byLabels.computeIfAbsent(sample.labels(), _ -> new ArrayList<>())
                                .add(sample));
        var ordered = new ArrayList<Sample>();
        for (Map.Entry<SequencedMap<String, String>, List<Sample>> one : byLabels.entrySet()) {
            var parts = one.getValue();
            if (type == MetricType.HISTOGRAM && !complete(one.getKey(), parts)) {
                return new Result.Incomplete(one.getKey().toString());
            }
            parts.sort(ORDER);
            ordered.addAll(parts);
        }
        return new Result.Ordered(ordered);
    }

    /** How it went. */
    sealed interface Result {

        /** All parts in their order. */
        record Ordered(List<Sample> samples) implements Result {}

        /** A histogram does not tell how many observations it holds. */
        record Incomplete(String labels) implements Result {}
    }

    private static boolean complete(SequencedMap<String, String> labels, List<Sample> parts) {
        var infinity =
                parts.stream()
                        .filter(part -> part.bound().equals(Optional.of(Double.POSITIVE_INFINITY)))
                        .findFirst();
        var count = parts.stream().filter(part -> part.suffix().equals("_count")).findFirst();
        if (infinity.isEmpty() && count.isEmpty()) {
            return false;
        }
        if (infinity.isEmpty()) {
            parts.add(
                    new Sample(
                            "_bucket",
                            labels,
                            Optional.of(Double.POSITIVE_INFINITY),
                            count.get().value()));
        }
        if (count.isEmpty()) {
            parts.add(new Sample("_count", labels, Optional.empty(), infinity.get().value()));
        }
        return true;
    }
}
