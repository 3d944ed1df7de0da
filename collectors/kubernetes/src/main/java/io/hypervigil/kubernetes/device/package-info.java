/** Devices by the names that device plugins give them. */
@NullMarked
package io.hypervigil.kubernetes.device;

import org.jspecify.annotations.NullMarked;
