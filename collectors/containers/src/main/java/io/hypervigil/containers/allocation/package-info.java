/** Which GPUs a new container gets: those it names, or free ones chosen by policy. */
@NullMarked
package io.hypervigil.containers.allocation;

import org.jspecify.annotations.NullMarked;
