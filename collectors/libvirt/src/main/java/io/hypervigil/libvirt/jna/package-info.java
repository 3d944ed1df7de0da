/**
 * libvirt's C interface: libvirt-java where it has what is wanted, our own direct mapping where it
 * lacks it. Nothing outside this package sees a pointer.
 *
 * <p>Own mapping reads structs as bytes at their offsets (a JNA structure costs a hundred times as
 * much), which are the same on every 64-bit Linux. Texts are UTF-8 whatever the locale.
 *
 * <p>An error belongs to the thread that made the call, until its next: it is read at once, and no
 * virtual thread may call, for it could move in between.
 */
@NullMarked
package io.hypervigil.libvirt.jna;

import org.jspecify.annotations.NullMarked;
