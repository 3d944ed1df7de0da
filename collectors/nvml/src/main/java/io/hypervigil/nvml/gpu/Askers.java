package io.hypervigil.nvml.gpu;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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

        private final List<Family> families;
        private final Set<String> given = new HashSet<>();
        private @Nullable SampleSink to;
        private @Nullable Family last;

        Part(GpuPartType type) {
            this.families = type.families();
        }

        boolean isGiven(Family family) {
            return given.contains(family.name());
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

        // Most samples are of the same constant as the one before.
        @SuppressWarnings("ReferenceEquality")
        private void keep(Family family) {
            if (family == last) {
                return;
            }
            last = family;
            if (given.add(family.name())) {
                changes++;
            }
        }

        void forget() {
            given.clear();
            last = null;
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
        parts.values().forEach(Part::forget);
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
     * question and what it is asked for where each of them has some other series. Where the help
     * text of a family names the question as its source, it is that family.
     *
     * @param told families whose absence is explained already
     */
    List<String> wanted(String question, Set<String> told) {
        var absent = new LinkedHashSet<Family>();
        var all = new LinkedHashSet<Family>();
        for (Part part : byQuestion.getOrDefault(question, Set.of())) {
            for (Family family : part.families) {
                if (!told.contains(family.name())) {
                    all.add(family);
                    if (!part.isGiven(family)) {
                        absent.add(family);
                    }
                }
            }
        }
        var source = question.split("[ (,]", 2)[0];
        var possible = all.stream().anyMatch(family -> isOf(family, source)) ? all : absent;
        var named = possible.stream().filter(family -> isOf(family, source)).toList();
        var meant = named.isEmpty() ? List.copyOf(possible) : named;
        if (!meant.isEmpty() && absent.containsAll(meant)) {
            return meant.stream().map(Family::name).toList();
        }
        return List.of(part(question, meant.isEmpty() ? List.copyOf(all) : meant));
    }

    private static boolean isOf(Family family, String source) {
        int at = family.help().indexOf(source);
        int end = at + source.length();
        return at >= 0
                && (end == family.help().length()
                        || !Character.isLetterOrDigit(family.help().charAt(end)));
    }

    private static String part(String question, List<Family> families) {
        return families.isEmpty()
                ? question
                : families.stream()
                        .map(Family::name)
                        .collect(Collectors.joining(", ", question + " (part of ", ")"));
    }
}
