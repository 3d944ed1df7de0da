/**
 * {@code nvml.h}, as far as it is used: one file a subject of the header, names as in C.
 *
 * <p>Each function is looked up by itself and by its literal name, {@code _v2} and all: a library
 * that is older than the header lacks some, and then the answer of that call is {@link
 * io.hypervigil.nvml.jna.NvmlResult.NoSymbol}. No type of JNA leaves the package.
 */
@NullMarked
package io.hypervigil.nvml.jna;

import org.jspecify.annotations.NullMarked;
