package io.hypervigil.alerting.group;

import io.hypervigil.alerting.alert.AlertListener;
import io.hypervigil.promql.engine.Engine;
import io.hypervigil.promql.storage.Queryable;

/**
 * What rules work with.
 *
 * @param data that they judge
 * @param sink of their results, which must show in the data
 */
public record RuleParts(
        Engine engine, Queryable data, SampleSink sink, AlertListener listener, Sources sources) {}
