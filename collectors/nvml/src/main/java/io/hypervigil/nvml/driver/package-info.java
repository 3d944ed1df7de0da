/**
 * The driver's life: whether it is there, the library that speaks with it, and who is within a call
 * when it has to be let go.
 */
@NullMarked
package io.hypervigil.nvml.driver;

import org.jspecify.annotations.NullMarked;
