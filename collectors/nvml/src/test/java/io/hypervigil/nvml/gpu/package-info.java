@NullMarked
package io.hypervigil.nvml.gpu;

import org.jspecify.annotations.NullMarked;
