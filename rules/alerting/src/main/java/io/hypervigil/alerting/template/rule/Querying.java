package io.hypervigil.alerting.template.rule;

import io.hypervigil.alerting.template.value.FunctionFailure;
import java.time.Instant;
import java.util.List;

/** What a template's {@code query} asks. Thread: that of the expansion. */
@FunctionalInterface
public interface Querying {

    /**
     * The samples of an instant vector, or the one of a scalar, which has no labels.
     *
     * @throws FunctionFailure where the expression cannot be evaluated, with the engine's text
     */
    List<QuerySample> query(String expression, Instant at);
}
