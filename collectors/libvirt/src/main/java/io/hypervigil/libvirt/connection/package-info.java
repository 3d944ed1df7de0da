/**
 * The life of connections to libvirt: opened on threads that may be lost, watched, opened again,
 * and lent to whoever reads or acts.
 */
@NullMarked
package io.hypervigil.libvirt.connection;

import org.jspecify.annotations.NullMarked;
