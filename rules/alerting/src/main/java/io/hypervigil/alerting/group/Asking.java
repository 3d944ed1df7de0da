package io.hypervigil.alerting.group;

import io.hypervigil.alerting.template.rule.RuleTemplates;
import io.hypervigil.promql.engine.QueryException;
import io.hypervigil.promql.engine.QueryLimits;
import io.hypervigil.promql.labels.Labels;
import io.hypervigil.promql.syntax.Expr;
import io.hypervigil.promql.value.QueryValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One evaluation of a group: its time, and the questions asked at it.
 *
 * @param offset how far before that time samples are asked for
 */
record Asking(RuleWork work, Instant at, Duration offset) {

    RuleParts parts() {
        return work.parts();
    }

    RuleSettings settings() {
        return work.settings();
    }

    RuleTemplates templates() {
        return work.templates();
    }

    /** The time that samples are of. */
    long sampleMillis() {
        return at.minus(offset).toEpochMilli();
    }

    /** The samples that an expression gives. */
    List<QueryValue.Sample> ask(Expr expression) throws RuleFailure {
        try {
            return samples(parts(), expression, sampleMillis(), work.limits());
        } catch (QueryException e) {
            throw new RuleFailure(String.valueOf(e.getMessage()));
        }
    }

    /** The samples of a vector; a number is a sample without labels. */
    static List<QueryValue.Sample> samples(
            RuleParts parts, Expr expression, long millis, QueryLimits limits)
            throws QueryException {
        var result = parts.engine().instant(parts.data(), expression, millis, limits);
        return switch (result.value()) {
            case QueryValue.Vector vector -> vector.samples();
            case QueryValue.Scalar scalar ->
                    List.of(
                            new QueryValue.Sample(
                                    Labels.EMPTY, scalar.millis(), scalar.value(), null));
            case QueryValue.Text _, QueryValue.Matrix _ ->
                    throw new QueryException(
                            QueryException.Kind.EXECUTION, "rule result is not a vector or scalar");
        };
    }
}
