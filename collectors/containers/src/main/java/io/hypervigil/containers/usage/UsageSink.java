package io.hypervigil.containers.usage;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.SampleSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Writes the samples of one control group after the other.
 *
 * <p>Thread: one.
 */
public final class UsageSink {

    /** What Kubernetes' labels are called. */
    private static final List<String> KUBERNETES = List.of("namespace", "pod", "container");

    private final SampleSink sink;
    private final Map<Family, Family> filled;
    private final List<String> tail;
    private Labels labels = Labels.of("", "", "");

    /** The families of a collector with the open end of their labels filled, kept over rounds. */
    public static final class Names {

        private final Map<Family, Family> filled = new HashMap<>();
        private final List<String> tail;

        /**
         * @param hasPods whether there are Kubernetes' labels
         */
        public Names(boolean hasPods) {
            this.tail = hasPods ? KUBERNETES : List.of();
        }

        /** The sink of one round. */
        public UsageSink on(SampleSink sink) {
            return new UsageSink(sink, this);
        }
    }

    private UsageSink(SampleSink sink, Names names) {
        this.sink = sink;
        this.filled = names.filled;
        this.tail = names.tail;
    }

    /** What is written from now on is this group's. */
    public UsageSink of(Labels newLabels) {
        labels = newLabels;
        return this;
    }

    /**
     * One sample.
     *
     * @param own the values of the family's own labels
     */
    public void add(Family family, double value, String... own) {
        var known = filled.get(family);
        if (known == null) {
            known = family.withLabels(tail);
            filled.put(family, known);
        }
        sink.add(known, value, labels.with(own));
    }

    /** One sample. */
    public void add(Family family, long value, String... own) {
        add(family, (double) value, own);
    }

    /** One sample, or none where there is no value. */
    public void add(Family family, OptionalLong value, String... own) {
        if (value.isPresent()) {
            add(family, value.getAsLong(), own);
        }
    }

    /** One sample, or none where there is no value. */
    public void add(Family family, OptionalDouble value, String... own) {
        if (value.isPresent()) {
            add(family, value.getAsDouble(), own);
        }
    }
}
