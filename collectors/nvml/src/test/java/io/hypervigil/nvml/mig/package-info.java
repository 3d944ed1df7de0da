@NullMarked
package io.hypervigil.nvml.mig;

import org.jspecify.annotations.NullMarked;
