/** What others say of our view of NVIDIA's library: the genuine one, its header, nvtop. */
@NullMarked
package io.hypervigil.nvml.judge;

import org.jspecify.annotations.NullMarked;
