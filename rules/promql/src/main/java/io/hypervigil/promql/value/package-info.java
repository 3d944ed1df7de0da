/** What a query gives: values, and the annotations beside them. */
@NullMarked
package io.hypervigil.promql.value;

import org.jspecify.annotations.NullMarked;
