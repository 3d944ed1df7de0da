package io.hypervigil.promql.syntax;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How the series of two vectors find each other.
 *
 * @param cardinality how many of one side may match one of the other
 * @param isOn whether the labels are those to compare ({@code on}), or those to leave out of the
 *     comparison ({@code ignoring}, and where neither is written)
 * @param labels of {@code on} or {@code ignoring}
 * @param include the labels of the "one" side that the result takes too, of {@code group_left} and
 *     {@code group_right}
 * @param fillLeft what stands for a sample that the left side lacks
 * @param fillRight what stands for a sample that the right side lacks
 */
public record Matching(
        Cardinality cardinality,
        boolean isOn,
        List<String> labels,
        List<String> include,
        OptionalDouble fillLeft,
        OptionalDouble fillRight) {

    /** How many of one side may match one of the other. */
    public enum Cardinality {
        ONE_TO_ONE("one-to-one"),
        MANY_TO_ONE("many-to-one"),
        ONE_TO_MANY("one-to-many"),
        MANY_TO_MANY("many-to-many");

        private final String id;

        Cardinality(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }
    }

    public Matching {
        labels = List.copyOf(labels);
        include = List.copyOf(include);
    }
}
