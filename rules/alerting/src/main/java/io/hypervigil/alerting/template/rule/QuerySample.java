package io.hypervigil.alerting.template.rule;

import io.hypervigil.promql.labels.Labels;

/** A series' labels, its name with them, and its value. A scalar has no labels. */
public record QuerySample(Labels labels, double value) {}
