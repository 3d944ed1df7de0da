/** NVLink: the links between GPUs, and between GPUs and switches. */
@NullMarked
package io.hypervigil.nvml.link;

import org.jspecify.annotations.NullMarked;
