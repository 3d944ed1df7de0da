/** All runtimes of this machine: which there are, what they have together, and what is told. */
@NullMarked
package io.hypervigil.containers.runtime;

import org.jspecify.annotations.NullMarked;
