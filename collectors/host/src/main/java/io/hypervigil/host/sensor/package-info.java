/** What sensors of the machine measure. */
@NullMarked
package io.hypervigil.host.sensor;

import org.jspecify.annotations.NullMarked;
