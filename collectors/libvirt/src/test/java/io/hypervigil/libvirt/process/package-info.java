@NullMarked
package io.hypervigil.libvirt.process;

import org.jspecify.annotations.NullMarked;
