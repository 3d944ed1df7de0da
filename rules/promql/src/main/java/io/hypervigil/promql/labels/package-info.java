/** Label sets and the matchers that select them. */
@NullMarked
package io.hypervigil.promql.labels;

import org.jspecify.annotations.NullMarked;
