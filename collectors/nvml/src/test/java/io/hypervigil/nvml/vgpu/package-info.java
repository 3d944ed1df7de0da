@NullMarked
package io.hypervigil.nvml.vgpu;

import org.jspecify.annotations.NullMarked;
