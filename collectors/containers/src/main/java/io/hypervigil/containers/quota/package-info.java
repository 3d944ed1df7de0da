/** How much of a host containers may have, all together and by owner. */
@NullMarked
package io.hypervigil.containers.quota;

import org.jspecify.annotations.NullMarked;
