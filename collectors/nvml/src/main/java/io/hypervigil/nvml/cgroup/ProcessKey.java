package io.hypervigil.nvml.cgroup;

/**
 * A process for as long as the machine runs: a PID may be given again.
 *
 * @param pid in the host's PID namespace
 * @param startTicks field 22 of /proc/PID/stat
 */
public record ProcessKey(long pid, long startTicks) {}
