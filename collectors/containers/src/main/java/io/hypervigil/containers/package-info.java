/** Containers of every runtime on this machine, and the cgroups below them. */
@NullMarked
package io.hypervigil.containers;

import org.jspecify.annotations.NullMarked;
