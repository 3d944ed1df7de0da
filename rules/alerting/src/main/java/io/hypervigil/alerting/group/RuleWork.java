package io.hypervigil.alerting.group;

import io.hypervigil.alerting.template.rule.RuleTemplates;
import io.hypervigil.alerting.template.value.Limits;
import io.hypervigil.promql.engine.QueryLimits;
import java.net.URI;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What all evaluations have in common until the next reload.
 *
 * @param save what alerts have come to
 */
record RuleWork(
        RuleParts parts,
        RuleSettings settings,
        RuleTemplates templates,
        QueryLimits limits,
        BooleanSupplier isStopped,
        Runnable save) {

    static RuleWork of(
            RuleParts parts, RuleSettings settings, BooleanSupplier isStopped, Runnable save) {
        var limits =
                new QueryLimits(
                        settings.timeout(), settings.maxSamples(), Optional.empty(), isStopped);
        var templates =
                new RuleTemplates(
                        new StoreQuerying(parts, limits),
                        URI.create(settings.externalUrl()),
                        Limits.DEFAULT,
                        System::nanoTime);
        return new RuleWork(parts, settings, templates, limits, isStopped, save);
    }
}
