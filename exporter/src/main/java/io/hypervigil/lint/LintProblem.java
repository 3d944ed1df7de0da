package io.hypervigil.lint;

import java.util.Comparator;

/**
 * What is wrong with a family.
 *
 * @param metric its name
 * @param text for people
 */
public record LintProblem(String metric, String text) implements Comparable<LintProblem> {

    private static final Comparator<LintProblem> ORDER =
            Comparator.comparing(LintProblem::metric).thenComparing(LintProblem::text);

    @Override
    public int compareTo(LintProblem other) {
        return ORDER.compare(this, other);
    }
}
