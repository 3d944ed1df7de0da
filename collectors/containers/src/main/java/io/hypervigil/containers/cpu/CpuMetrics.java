package io.hypervigil.containers.cpu;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.containers.usage.ContainerFamily;
import io.hypervigil.containers.usage.Subject;
import io.hypervigil.containers.usage.UsagePart;
import io.hypervigil.containers.usage.UsageSink;
import java.util.List;

/**
 * CPU time, and how often a quota held a container up; that only where there is a quota.
 *
 * <pre>
 * container_cpu_usage_seconds_total{id="/system.slice/docker-3f….scope",name="web",image="nginx",cpu="total"} 12.5
 * container_cpu_user_seconds_total{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 8.25
 * container_cpu_cfs_throttled_periods_total{id="/system.slice/docker-3f….scope",name="web",image="nginx"} 7
 * </pre>
 */
public final class CpuMetrics implements UsagePart {

    public static final Group GROUP = Group.on("containers.cpu", "CPU time of containers");

    private static final Family USAGE =
            ContainerFamily.counter(
                    GROUP,
                    "container_cpu_usage_seconds_total",
                    "CPU time used, from cpu.stat or cpuacct.usage.",
                    "cpu");
    private static final Family USER =
            seconds("user", "CPU time used outside the kernel, from cpu.stat or cpuacct.stat.");
    private static final Family SYSTEM =
            seconds("system", "CPU time used in the kernel, from cpu.stat or cpuacct.stat.");
    private static final Family PERIODS =
            ContainerFamily.counter(
                    GROUP,
                    "container_cpu_cfs_periods_total",
                    "Periods of the CPU quota that have passed, from cpu.stat.");
    private static final Family THROTTLED_PERIODS =
            ContainerFamily.counter(
                    GROUP,
                    "container_cpu_cfs_throttled_periods_total",
                    "Periods in which the CPU quota was used up, from cpu.stat.");
    private static final Family THROTTLED =
            seconds("cfs_throttled", "Time waited for CPU quota, from cpu.stat.");

    public static final List<Family> FAMILIES =
            List.of(USAGE, USER, SYSTEM, PERIODS, THROTTLED_PERIODS, THROTTLED);

    @Override
    public Reading read(Subject subject) {
        boolean hasQuota = subject.limits().cpuQuota().isPresent();
        var usage = CpuUsage.read(subject.files(), hasQuota);
        subject.used(usage.usageSeconds());
        return out -> write(usage, hasQuota, out);
    }

    private static void write(CpuUsage usage, boolean hasQuota, UsageSink out) {
        out.add(USAGE, usage.usageSeconds(), "total");
        out.add(USER, usage.userSeconds());
        out.add(SYSTEM, usage.systemSeconds());
        if (hasQuota) {
            out.add(PERIODS, usage.throttling().periods());
            out.add(THROTTLED_PERIODS, usage.throttling().throttledPeriods());
            out.add(THROTTLED, usage.throttling().throttledSeconds());
        }
    }

    private static Family seconds(String what, String help) {
        return ContainerFamily.counter(GROUP, "container_cpu_" + what + "_seconds_total", help);
    }
}
