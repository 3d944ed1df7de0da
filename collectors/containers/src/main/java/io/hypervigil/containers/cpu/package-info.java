/** CPU time of containers. */
@NullMarked
package io.hypervigil.containers.cpu;

import org.jspecify.annotations.NullMarked;
