/** The words in which containers ask for GPUs. */
@NullMarked
package io.hypervigil.containers.gpurequest;

import org.jspecify.annotations.NullMarked;
