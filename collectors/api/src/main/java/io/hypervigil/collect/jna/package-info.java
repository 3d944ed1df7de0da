/**
 * Calls of the C library that more than one collector makes: one file a header, names as in the
 * header, no JNA type leaves.
 */
@NullMarked
package io.hypervigil.collect.jna;

import org.jspecify.annotations.NullMarked;
