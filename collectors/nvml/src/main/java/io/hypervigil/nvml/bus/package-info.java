/**
 * NVIDIA's functions on the PCI bus as the kernel's files show them, whatever driver they have: a
 * GPU that is given to a virtual machine is seen here and nowhere else.
 */
@NullMarked
package io.hypervigil.nvml.bus;

import org.jspecify.annotations.NullMarked;
