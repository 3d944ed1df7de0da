/** The seed that cloud-init reads at a machine's first start: a small CD of three files. */
@NullMarked
package io.hypervigil.libvirt.cloudinit;

import org.jspecify.annotations.NullMarked;
