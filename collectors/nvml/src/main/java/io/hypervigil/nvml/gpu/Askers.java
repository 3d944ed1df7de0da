package io.hypervigil.nvml.gpu;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a GPU asked what, and which of its families it has given: what is refused is told
 * by the families that it would have given.
 *
 * <p>Thread: one.
 */
final class Askers {

    private final IdentityHashMap<GpuPartType, Part> parts = new IdentityHashMap<>();
    private final Map<String, Set<Part>> byQuestion = new HashMap<>();
    private @Nullable Part present;
    private int changes;

    /** The samples of one part on their way. */
    private final class Part implements SampleSink {

        private final List<String> families;
        private final Set<String> given = new HashSet<>();
        private @Nullable SampleSink to;

        Part(GpuPartType type) {
            this.families = type.families().stream().map(Family::name).toList();
        }

        List<String> absent() {
            return families.stream().filter(family -> !given.contains(family)).toList();
        }

        @Override
        public void add(Family family, double value, String... labelValues) {
            keep(family);
            to().add(family, value, labelValues);
        }

        @Override
        public void addPart(Family family, String suffix, double value, String... labelValues) {
            keep(family);
            to().addPart(family, suffix, value, labelValues);
        }

        @Override
        public void missing(String what, String why) {
            to().missing(what, why);
        }

        @Override
        public void problem(Group group, Throwable cause) {
            to().problem(group, cause);
        }

        private SampleSink to() {
            return Objects.requireNonNull(to);
        }

        private void keep(Family family) {
            if (given.add(family.name())) {
                changes++;
            }
        }
    }

    /** Fields are asked for all parts together, so each part says what it wants. */
    void wants(GpuPartType type, List<Field> fields) {
        present = parts.computeIfAbsent(type, Part::new);
        fields.forEach(field -> asked(field.question()));
        end();
    }

    /** From now on a part asks; its samples go through what is given back. */
    SampleSink begin(GpuPartType type, SampleSink to) {
        var part = parts.computeIfAbsent(type, Part::new);
        part.to = to;
        present = part;
        return part;
    }

    void end() {
        present = null;
    }

    /** Begins anew: the GPU is in another mode. */
    void forget() {
        byQuestion.clear();
        parts.values().forEach(part -> part.given.clear());
        changes++;
    }

    /** A question is asked by the part that is at it. */
    void asked(String question) {
        if (present != null
                && byQuestion.computeIfAbsent(question, _ -> new LinkedHashSet<>()).add(present)) {
            changes++;
        }
    }

    /** Grows whenever an answer would be another. */
    int changes() {
        return changes;
    }

    /**
     * What a question would have given: the families that its askers have not given, or the
     * question and all that it is asked for where each of them has some other series.
     */
    List<String> wanted(String question) {
        var askers = byQuestion.getOrDefault(question, Set.of());
        var absent = new LinkedHashSet<String>();
        var all = new LinkedHashSet<String>();
        for (Part part : askers) {
            absent.addAll(part.absent());
            all.addAll(part.families);
        }
        if (!absent.isEmpty()) {
            return new ArrayList<>(absent);
        }
        return List.of(
                all.isEmpty() ? question : question + " (part of " + String.join(", ", all) + ")");
    }
}
