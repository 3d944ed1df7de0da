/** What real machines showed by nvidia-smi, and what another exporter made of it. */
@NullMarked
package io.hypervigil.nvml.capture;

import org.jspecify.annotations.NullMarked;
