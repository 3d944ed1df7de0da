/** The clock: its time, its source, how far it is off. */
@NullMarked
package io.hypervigil.host.time;

import org.jspecify.annotations.NullMarked;
