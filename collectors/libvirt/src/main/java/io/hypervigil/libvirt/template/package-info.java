/** Templates of virtual machines, and the domain XML that comes of them. */
@NullMarked
package io.hypervigil.libvirt.template;

import org.jspecify.annotations.NullMarked;
