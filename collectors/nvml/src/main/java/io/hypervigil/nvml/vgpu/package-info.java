/** The virtual GPUs of a host, the VMs they are in, and what they use of the GPU. */
@NullMarked
package io.hypervigil.nvml.vgpu;

import org.jspecify.annotations.NullMarked;
