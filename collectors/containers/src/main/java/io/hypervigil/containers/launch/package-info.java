/** What a new container shall be, what of it is allowed here, and how runtimes are told. */
@NullMarked
package io.hypervigil.containers.launch;

import org.jspecify.annotations.NullMarked;
