@NullMarked
package io.hypervigil.libvirt.inventory;

import org.jspecify.annotations.NullMarked;
