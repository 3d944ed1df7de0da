/** Operators that make few series of many. */
@NullMarked
package io.hypervigil.promql.engine.aggregate;

import org.jspecify.annotations.NullMarked;
