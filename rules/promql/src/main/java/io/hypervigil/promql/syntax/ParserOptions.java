package io.hypervigil.promql.syntax;

/**
 * Parts of the language that a user switches on.
 *
 * @param allowsExperimentalFunctions functions and aggregators that may still change
 * @param allowsExtendedRanges {@code anchored} and {@code smoothed}
 * @param allowsFill {@code fill}, {@code fill_left} and {@code fill_right}
 * @param allowsDurationExpressions calculations with durations; on in Prometheus since 3.14
 */
public record ParserOptions(
        boolean allowsExperimentalFunctions,
        boolean allowsExtendedRanges,
        boolean allowsFill,
        boolean allowsDurationExpressions) {

    /** As a Prometheus without feature flags has it. */
    public static final ParserOptions STABLE = new ParserOptions(false, false, false, true);

    /** Everything. */
    public static final ParserOptions EVERYTHING = new ParserOptions(true, true, true, true);
}
