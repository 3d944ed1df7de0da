package io.hypervigil.promql.engine;

import io.hypervigil.promql.value.Annotations;
import io.hypervigil.promql.value.QueryStatistics;
import io.hypervigil.promql.value.QueryValue;

/** What a query gave. */
public record QueryResult(QueryValue value, Annotations annotations, QueryStatistics statistics) {}
