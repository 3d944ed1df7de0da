@NullMarked
package io.hypervigil.libvirt.jna;

import org.jspecify.annotations.NullMarked;
