/** Which containers may use which GPUs, for the collector that knows the GPUs. */
@NullMarked
package io.hypervigil.containers.gpu;

import org.jspecify.annotations.NullMarked;
