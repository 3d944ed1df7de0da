/** The calls of the C library that no file shows. */
@NullMarked
package io.hypervigil.containers.jna;

import org.jspecify.annotations.NullMarked;
