/** Devices on PCI, InfiniBand and Fibre Channel. */
@NullMarked
package io.hypervigil.host.bus;

import org.jspecify.annotations.NullMarked;
