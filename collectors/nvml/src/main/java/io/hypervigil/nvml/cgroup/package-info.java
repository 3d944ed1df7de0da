/** Where a process belongs: to a container, a pod, a virtual machine, a job or a unit. */
@NullMarked
package io.hypervigil.nvml.cgroup;

import org.jspecify.annotations.NullMarked;
