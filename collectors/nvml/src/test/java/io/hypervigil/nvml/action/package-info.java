/** Tests of what GPUs can be told to do. */
@NullMarked
package io.hypervigil.nvml.action;

import org.jspecify.annotations.NullMarked;
