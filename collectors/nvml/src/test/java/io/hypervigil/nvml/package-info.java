@NullMarked
package io.hypervigil.nvml;

import org.jspecify.annotations.NullMarked;
