/**
 * System calls that no file shows: one class a C header, with its names. No JNA type leaves it.
 *
 * <p>The layouts are those of 64-bit Linux, alike on glibc and musl.
 */
@NullMarked
package io.hypervigil.host.jna;

import org.jspecify.annotations.NullMarked;
