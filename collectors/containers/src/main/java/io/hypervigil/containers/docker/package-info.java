/** Docker Engine, by its HTTP API. */
@NullMarked
package io.hypervigil.containers.docker;

import org.jspecify.annotations.NullMarked;
