package io.hypervigil.alerting.group;

import io.hypervigil.alerting.template.rule.QuerySample;
import io.hypervigil.alerting.template.rule.Querying;
import io.hypervigil.alerting.template.value.FunctionFailure;
import io.hypervigil.promql.engine.QueryException;
import io.hypervigil.promql.engine.QueryLimits;
import io.hypervigil.promql.syntax.ParseException;
import java.time.Instant;
import java.util.List;

/** Answers what templates ask of the store that their rules judge. */
final class StoreQuerying implements Querying {

    private final RuleParts parts;
    private final QueryLimits limits;

    StoreQuerying(RuleParts parts, QueryLimits limits) {
        this.parts = parts;
        this.limits = limits;
    }

    @Override
    public List<QuerySample> query(String expression, Instant at) {
        try {
            var parsed = parts.engine().parse(expression);
            return Asking.samples(parts, parsed, at.toEpochMilli(), limits).stream()
                    .map(sample -> new QuerySample(sample.labels(), sample.value()))
                    .toList();
        } catch (ParseException | QueryException e) {
            throw new FunctionFailure(String.valueOf(e.getMessage()));
        }
    }
}
