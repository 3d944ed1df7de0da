package io.hypervigil.promql.function;

import io.hypervigil.promql.value.Annotations.Level;

/** What a function may have to say about the samples that it meets, in Prometheus' words. */
enum Remark {
    MIXED_SAMPLES(
            Level.WARNING, "encountered a mix of histograms and floats for metric name ", true),
    MIXED_BUCKETS(
            Level.WARNING,
            "vector contains a mix of histograms with exponential and custom buckets schemas for"
                    + " metric name ",
            true),
    NOT_COUNTER(Level.WARNING, "this native histogram metric is not a counter: ", true),
    NOT_GAUGE(Level.WARNING, "this native histogram metric is not a gauge: ", true),
    OVERLAPPING_START(
            Level.WARNING,
            "sample has start time that overlaps with previous sample timestamp for metric ",
            true),
    CONFLICTING_RESETS(
            Level.WARNING, "conflicting counter resets during histogram aggregation", false),
    IGNORED_HISTOGRAMS(
            Level.INFO,
            "ignored histograms in a range containing both floats and histograms for metric name ",
            true),
    NOT_NAMED_AS_COUNTER(
            Level.INFO,
            "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: ",
            true),
    RECONCILED_ADDITION(
            Level.INFO, "mismatched custom buckets were reconciled during addition", false),
    RECONCILED_SUBTRACTION(
            Level.INFO, "mismatched custom buckets were reconciled during subtraction", false),
    RECONCILED_AGGREGATION(
            Level.INFO, "mismatched custom buckets were reconciled during aggregation", false);

    private final Level level;
    private final String text;
    private final boolean namesMetric;

    Remark(Level level, String text, boolean namesMetric) {
        this.level = level;
        this.text = text;
        this.namesMetric = namesMetric;
    }

    Level level() {
        return level;
    }

    /** Its text; the quoted name of the metric belongs behind it where it names one. */
    String text() {
        return text;
    }

    boolean namesMetric() {
        return namesMetric;
    }
}
