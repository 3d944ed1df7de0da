/** A real libvirtd with real guests, private to a test. */
@NullMarked
package io.hypervigil.libvirt.daemon;

import org.jspecify.annotations.NullMarked;
