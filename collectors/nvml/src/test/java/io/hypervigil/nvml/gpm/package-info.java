@NullMarked
package io.hypervigil.nvml.gpm;

import org.jspecify.annotations.NullMarked;
