/** Runtimes of a test's own: real daemons in temporary folders. */
@NullMarked
package io.hypervigil.containers.daemon;

import org.jspecify.annotations.NullMarked;
