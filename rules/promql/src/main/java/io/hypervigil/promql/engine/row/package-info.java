/** What flows between the operators of a query: rows of values, one place a step. */
@NullMarked
package io.hypervigil.promql.engine.row;

import org.jspecify.annotations.NullMarked;
