/** Where rows begin: selectors of series, and the ranges of samples that functions look at. */
@NullMarked
package io.hypervigil.promql.engine.select;

import org.jspecify.annotations.NullMarked;
