/**
 * What real machines showed by nvidia-smi, what another exporter made of it, and what this one
 * shows.
 */
@NullMarked
package io.hypervigil.nvml.capture;

import org.jspecify.annotations.NullMarked;
