/** The instances that a GPU is divided into. */
@NullMarked
package io.hypervigil.nvml.mig;

import org.jspecify.annotations.NullMarked;
