/** Processors: their time, frequency, throttling, interrupts and weaknesses. */
@NullMarked
package io.hypervigil.host.cpu;

import org.jspecify.annotations.NullMarked;
