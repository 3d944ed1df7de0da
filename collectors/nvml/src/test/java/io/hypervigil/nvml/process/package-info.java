/** Tests of what runs on a GPU. */
@NullMarked
package io.hypervigil.nvml.process;

import org.jspecify.annotations.NullMarked;
