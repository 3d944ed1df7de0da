/** How much of a host machines may have, all together and by owner. */
@NullMarked
package io.hypervigil.libvirt.quota;

import org.jspecify.annotations.NullMarked;
