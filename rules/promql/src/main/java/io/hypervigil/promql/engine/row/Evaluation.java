package io.hypervigil.promql.engine.row;

import io.hypervigil.promql.storage.Queryable;
import io.hypervigil.promql.value.Annotations;

/**
 * What all operators of a query share.
 *
 * @param lookbackMillis how old a sample may be to count at a time
 * @param subqueryStepMillis of subqueries that name none
 * @param delaysNameRemoval whether names are dropped at the end of the query only
 * @param usesStartTimestamps whether a sample's start timestamp may say that a counter was reset
 * @param startMillis of the query, since 1970
 * @param endMillis of the query
 * @param stepMillis of the query; 0 of an instant one
 */
public record Evaluation(
        Queryable data,
        Meter meter,
        Annotations annotations,
        long lookbackMillis,
        long subqueryStepMillis,
        boolean delaysNameRemoval,
        boolean usesStartTimestamps,
        long startMillis,
        long endMillis,
        long stepMillis) {}
