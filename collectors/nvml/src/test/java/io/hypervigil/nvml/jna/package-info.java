/** The binding against a library of our own in C. */
@NullMarked
package io.hypervigil.nvml.jna;

import org.jspecify.annotations.NullMarked;
