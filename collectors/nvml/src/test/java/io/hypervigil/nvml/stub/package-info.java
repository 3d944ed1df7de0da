/** A driver without a GPU, for tests. */
@NullMarked
package io.hypervigil.nvml.stub;

import org.jspecify.annotations.NullMarked;
