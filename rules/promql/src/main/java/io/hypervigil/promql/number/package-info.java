/** Numbers as texts. */
@NullMarked
package io.hypervigil.promql.number;

import org.jspecify.annotations.NullMarked;
