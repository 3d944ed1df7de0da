/** Seeds, read by tools that are not ours. */
@NullMarked
package io.hypervigil.libvirt.cloudinit;

import org.jspecify.annotations.NullMarked;
