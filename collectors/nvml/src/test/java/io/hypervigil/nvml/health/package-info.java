@NullMarked
package io.hypervigil.nvml.health;

import org.jspecify.annotations.NullMarked;
