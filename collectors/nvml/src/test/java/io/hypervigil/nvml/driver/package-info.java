@NullMarked
package io.hypervigil.nvml.driver;

import org.jspecify.annotations.NullMarked;
