/** What the evaluator needs of a store of samples. */
@NullMarked
package io.hypervigil.promql.storage;

import org.jspecify.annotations.NullMarked;
