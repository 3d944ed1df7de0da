/** Tests of where a process belongs. */
@NullMarked
package io.hypervigil.nvml.cgroup;

import org.jspecify.annotations.NullMarked;
