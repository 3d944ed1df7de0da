package io.hypervigil.alerting.template.rule;

/**
 * What became of a template.
 *
 * @param text what stands in the label or annotation: where the template failed, Prometheus' {@code
 *     <error expanding template: ...>}
 * @param failed whether it did
 */
public record Expansion(String text, boolean failed) {}
