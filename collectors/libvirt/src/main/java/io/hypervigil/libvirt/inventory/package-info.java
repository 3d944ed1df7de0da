/** Which domains a connection has, and what is known of each without asking it again. */
@NullMarked
package io.hypervigil.libvirt.inventory;

import org.jspecify.annotations.NullMarked;
