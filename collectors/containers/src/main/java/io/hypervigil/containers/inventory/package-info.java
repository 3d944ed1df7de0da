/** What the runtimes say that there is, whichever of them says it. */
@NullMarked
package io.hypervigil.containers.inventory;

import org.jspecify.annotations.NullMarked;
