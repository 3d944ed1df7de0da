package io.hypervigil.containers.cpu;

import io.hypervigil.collect.files.Text;
import io.hypervigil.containers.cgroup.CgroupFiles;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * CPU time of a control group since it was made.
 *
 * @param throttling what its quota did to it, where the kernel says
 */
record CpuUsage(
        OptionalDouble usageSeconds,
        OptionalDouble userSeconds,
        OptionalDouble systemSeconds,
        Throttling throttling) {

    private static final double MICROSECONDS = 1e6;
    private static final double NANOSECONDS = 1e9;

    /** USER_HZ: 100 on every kernel that has containers. */
    private static final double TICKS = 100;

    /**
     * @param periods of the quota that have passed
     * @param throttledPeriods in which it used its quota up
     * @param throttledSeconds that its processes waited for the next period
     */
    record Throttling(
            OptionalLong periods, OptionalLong throttledPeriods, OptionalDouble throttledSeconds) {

        static final Throttling NONE =
                new Throttling(OptionalLong.empty(), OptionalLong.empty(), OptionalDouble.empty());
    }

    private static final CpuUsage NONE =
            new CpuUsage(
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Throttling.NONE);

    static CpuUsage read(CgroupFiles files, boolean hasQuota) {
        if (!files.isLegacy("cpuacct")) {
            return files.find("cpu", "cpu.stat", CpuUsage::parse).orElse(NONE);
        }
        var usage = files.number("cpuacct", "cpuacct.usage");
        var ticks =
                files.findIfMoving("cpuacct", "cpuacct.stat", CpuUsage::parseTicks).orElse(NONE);
        return new CpuUsage(
                usage.isPresent()
                        ? OptionalDouble.of(usage.getAsLong() / NANOSECONDS)
                        : OptionalDouble.empty(),
                ticks.userSeconds,
                ticks.systemSeconds,
                hasQuota
                        ? files.find("cpu", "cpu.stat", CpuUsage::parse)
                                .map(CpuUsage::throttling)
                                .orElse(Throttling.NONE)
                        : Throttling.NONE);
    }

    /** cpu.stat, whose version 1 has the quota alone and counts it in nanoseconds. */
    static CpuUsage parse(Text stat) {
        var usage = OptionalDouble.empty();
        var user = OptionalDouble.empty();
        var system = OptionalDouble.empty();
        var periods = OptionalLong.empty();
        var throttledPeriods = OptionalLong.empty();
        var throttled = OptionalDouble.empty();
        while (stat.nextLine()) {
            if (stat.startsWith("usage_usec ")) {
                usage = value(stat, MICROSECONDS);
            } else if (stat.startsWith("user_usec ")) {
                user = value(stat, MICROSECONDS);
            } else if (stat.startsWith("system_usec ")) {
                system = value(stat, MICROSECONDS);
            } else if (stat.startsWith("nr_periods ")) {
                periods = whole(stat);
            } else if (stat.startsWith("nr_throttled ")) {
                throttledPeriods = whole(stat);
            } else if (stat.startsWith("throttled_usec ")) {
                throttled = value(stat, MICROSECONDS);
            } else if (stat.startsWith("throttled_time ")) {
                throttled = value(stat, NANOSECONDS);
            }
        }
        return new CpuUsage(
                usage, user, system, new Throttling(periods, throttledPeriods, throttled));
    }

    private static CpuUsage parseTicks(Text stat) {
        var user = OptionalDouble.empty();
        var system = OptionalDouble.empty();
        while (stat.nextLine()) {
            if (stat.startsWith("user ")) {
                user = value(stat, TICKS);
            } else if (stat.startsWith("system ")) {
                system = value(stat, TICKS);
            }
        }
        return new CpuUsage(OptionalDouble.empty(), user, system, Throttling.NONE);
    }

    private static OptionalDouble value(Text stat, double unit) {
        stat.skip(1);
        return OptionalDouble.of(stat.unsigned() / unit);
    }

    private static OptionalLong whole(Text stat) {
        stat.skip(1);
        return OptionalLong.of(stat.whole());
    }
}
