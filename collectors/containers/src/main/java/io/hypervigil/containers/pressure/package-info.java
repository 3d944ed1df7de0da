/** How long containers waited for what they wanted. */
@NullMarked
package io.hypervigil.containers.pressure;

import org.jspecify.annotations.NullMarked;
