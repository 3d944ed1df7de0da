/** Mounts, their sizes, and calls into them that may never come back. */
@NullMarked
package io.hypervigil.host.filesystem;

import org.jspecify.annotations.NullMarked;
