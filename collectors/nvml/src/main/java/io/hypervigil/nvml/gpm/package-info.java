/** What the performance monitors of Hopper and newer chips count, read without a profiler. */
@NullMarked
package io.hypervigil.nvml.gpm;

import org.jspecify.annotations.NullMarked;
