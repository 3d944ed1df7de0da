@NullMarked
package io.hypervigil.nvml.dcgm;

import org.jspecify.annotations.NullMarked;
