/** What the firmware says of the machine, and the watchdogs. */
@NullMarked
package io.hypervigil.host.firmware;

import org.jspecify.annotations.NullMarked;
