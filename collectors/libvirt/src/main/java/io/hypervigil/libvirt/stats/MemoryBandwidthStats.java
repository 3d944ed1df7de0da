package io.hypervigil.libvirt.stats;

import io.hypervigil.collect.Group;
import io.hypervigil.libvirt.jna.StatsGroup;
import io.hypervigil.libvirt.stats.MonitorStats.Measure;
import java.util.List;
import java.util.Set;

/**
 * Memory traffic of vCPUs, where a domain has monitors for it (Intel RDT).
 *
 * <pre>
 * libvirt_domain_memory_bandwidth_local_bytes_total{domain="db",monitor="vcpus_0-3",node="0"} 1e9
 * </pre>
 */
public final class MemoryBandwidthStats {

    static final Group GROUP =
            Group.on("libvirt.memory_bandwidth", "memory traffic of monitored vCPUs");

    private static final MonitorStats MONITORS =
            new MonitorStats(
                    GROUP,
                    "memory.bandwidth.monitor",
                    "node",
                    "memory_bandwidth_monitor",
                    List.of(
                            new Measure(
                                    "bytes.local",
                                    true,
                                    "memory_bandwidth_local_bytes_total",
                                    "Bytes through the memory controller of the CPU's own node"),
                            new Measure(
                                    "bytes.total",
                                    true,
                                    "memory_bandwidth_bytes_total",
                                    "Bytes through the memory controllers of all nodes")));

    public static final StatsPartType TYPE =
            new StatsPartType(
                    GROUP,
                    Set.of(StatsGroup.MEMORY),
                    Tier.USAGE,
                    MONITORS.families(),
                    MONITORS::write);

    private MemoryBandwidthStats() {}
}
