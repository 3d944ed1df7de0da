@NullMarked
package io.hypervigil.nvml.bus;

import org.jspecify.annotations.NullMarked;
