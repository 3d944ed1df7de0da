/**
 * The processes that run domains, read from /proc without asking libvirt: what QEMU costs the host,
 * by what its threads are there for.
 */
@NullMarked
package io.hypervigil.libvirt.process;

import org.jspecify.annotations.NullMarked;
