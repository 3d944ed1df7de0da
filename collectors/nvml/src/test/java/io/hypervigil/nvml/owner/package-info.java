/** Tests of whose GPUs are. */
@NullMarked
package io.hypervigil.nvml.owner;

import org.jspecify.annotations.NullMarked;
