/**
 * NVIDIA GPUs: what the driver's library tells of each, what the bus knows of them whatever driver
 * they have, and whose work they do.
 */
@NullMarked
package io.hypervigil.nvml;

import org.jspecify.annotations.NullMarked;
