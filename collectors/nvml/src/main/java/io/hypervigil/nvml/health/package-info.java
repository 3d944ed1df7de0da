/** What of a GPU is broken, what is wanted done about it, and how it is built in. */
@NullMarked
package io.hypervigil.nvml.health;

import org.jspecify.annotations.NullMarked;
