/** Specifications of the container device interface, in which vendors name their devices. */
@NullMarked
package io.hypervigil.containers.cdi;

import org.jspecify.annotations.NullMarked;
