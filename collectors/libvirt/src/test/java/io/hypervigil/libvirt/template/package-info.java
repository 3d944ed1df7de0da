/** Domain XML of templates, taken by the real libvirt and QEMU. */
@NullMarked
package io.hypervigil.libvirt.template;

import org.jspecify.annotations.NullMarked;
