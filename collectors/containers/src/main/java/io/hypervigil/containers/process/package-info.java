/** Processes of containers. */
@NullMarked
package io.hypervigil.containers.process;

import org.jspecify.annotations.NullMarked;
