package io.hypervigil.libvirt.stats;

import static io.hypervigil.libvirt.stats.Reading.counter;
import static io.hypervigil.libvirt.stats.Unit.NANOSECONDS;

import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.jna.StatsRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * CPU time of the whole domain, what its halted vCPUs spent polling, and its share of the last
 * level cache where that is monitored.
 *
 * <pre>
 * libvirt_domain_info_cpu_time_seconds_total{domain="web"} 8214.51
 * libvirt_domain_cpu_system_seconds_total{domain="web"} 312.8
 * libvirt_domain_cpu_cache_monitor_bytes{domain="web",monitor="vcpus_0-3",bank="0"} 2.097152e+06
 * </pre>
 */
public final class CpuStats {

    static final Group GROUP = Group.on("libvirt.cpu", "CPU time and cache use of each domain");

    private static final List<Reading> READINGS =
            List.of(
                    seconds("time", "info_cpu_time", "CPU time of a domain"),
                    seconds("user", "cpu_user", "CPU time of a domain in user mode"),
                    seconds("system", "cpu_system", "CPU time of a domain in the kernel"),
                    seconds(
                            "haltpoll.success.time",
                            "cpu_haltpoll_success",
                            "Time spent polling for halted vCPUs that were woken by then"),
                    seconds(
                            "haltpoll.fail.time",
                            "cpu_haltpoll_fail",
                            "Time spent polling for halted vCPUs in vain"));

    private static final MonitorStats CACHE =
            new MonitorStats(
                    GROUP,
                    "cpu.cache.monitor",
                    "bank",
                    "cpu_cache_monitor",
                    List.of(
                            new MonitorStats.Measure(
                                    "bytes",
                                    false,
                                    "cpu_cache_monitor_bytes",
                                    "Last level cache that monitored vCPUs fill")));

    public static final StatsPartType TYPE =
            new StatsPartType(
                    GROUP,
                    Set.of(StatsGroup.STATE, StatsGroup.CPU_TOTAL),
                    Tier.USAGE,
                    Stream.concat(Reading.families(READINGS).stream(), CACHE.families().stream())
                            .toList(),
                    CpuStats::write);

    private CpuStats() {}

    private static Reading seconds(String key, String name, String help) {
        return counter(GROUP, "cpu." + key, NANOSECONDS, name + "_seconds_total", help, "domain");
    }

    private static void write(StatsRecord record, SampleSink out) {
        // libvirt 9.0 gives its own CPU time for a domain that is shut off.
        if (StateNames.isShutOff(record.values())) {
            return;
        }
        var labels = new String[] {record.name()};
        for (Reading reading : READINGS) {
            reading.write(record.values(), out, labels);
        }
        CACHE.write(record, out);
    }
}
