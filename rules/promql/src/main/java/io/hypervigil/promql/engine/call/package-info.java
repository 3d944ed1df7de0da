/** Calls of functions: of those of one series, and of those that look at the whole vector. */
@NullMarked
package io.hypervigil.promql.engine.call;

import org.jspecify.annotations.NullMarked;
