package io.hypervigil.containers.limit;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.containers.usage.ContainerFamily;
import io.hypervigil.containers.usage.Subject;
import io.hypervigil.containers.usage.UsagePart;
import java.util.List;

/**
 * Limits, of memory 0 where there is none.
 *
 * <pre>
 * container_spec_cpu_quota{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 50000
 * container_spec_cpu_period{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 100000
 * container_spec_memory_limit_bytes{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 536870912
 * </pre>
 */
public final class LimitMetrics implements UsagePart {

    public static final Group GROUP = Group.on("containers.limits", "what containers are allowed");

    private static final Family CPU_QUOTA =
            gauge(
                    "cpu_quota",
                    "Microseconds of CPU time in a period, from cpu.max or cpu.cfs_quota_us; only"
                            + " where there is a quota.");
    private static final Family CPU_PERIOD =
            gauge(
                    "cpu_period",
                    "Microseconds of a period of the CPU quota, from cpu.max or"
                            + " cpu.cfs_period_us.");
    private static final Family CPU_SHARES =
            gauge("cpu_shares", "Weight beside others, from cpu.weight or cpu.shares.");
    private static final Family MEMORY =
            gauge(
                    "memory_limit_bytes",
                    "Most memory, from memory.max or memory.limit_in_bytes; 0 is no limit.");
    private static final Family SWAP =
            gauge(
                    "memory_swap_limit_bytes",
                    "Most swap, from memory.swap.max; of version 1 memory and swap together, from"
                            + " memory.memsw.limit_in_bytes; 0 is no limit.");
    private static final Family RESERVATION =
            gauge(
                    "memory_reservation_limit_bytes",
                    "Memory that is kept for it, from memory.min or memory.soft_limit_in_bytes.");

    public static final List<Family> FAMILIES =
            List.of(CPU_QUOTA, CPU_PERIOD, CPU_SHARES, MEMORY, SWAP, RESERVATION);

    @Override
    public Reading read(Subject subject) {
        var limits = subject.limits();
        return out -> {
            out.add(CPU_QUOTA, limits.cpuQuota());
            out.add(CPU_PERIOD, limits.cpuPeriod());
            out.add(CPU_SHARES, limits.cpuShares());
            out.add(MEMORY, limits.memory());
            out.add(SWAP, limits.swap());
            out.add(RESERVATION, limits.reservation());
        };
    }

    private static Family gauge(String what, String help) {
        return ContainerFamily.gauge(GROUP, "container_spec_" + what, help);
    }
}
