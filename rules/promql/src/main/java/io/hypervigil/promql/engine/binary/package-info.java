/** Operators between two expressions, and how the series of two vectors find each other. */
@NullMarked
package io.hypervigil.promql.engine.binary;

import org.jspecify.annotations.NullMarked;
