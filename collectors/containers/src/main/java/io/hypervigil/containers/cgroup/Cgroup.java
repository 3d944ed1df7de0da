package io.hypervigil.containers.cgroup;

/**
 * @param path from the hierarchy's root, as in {@code /proc/PID/cgroup}
 * @param kind what it is
 */
public record Cgroup(String path, CgroupKind kind) {}
