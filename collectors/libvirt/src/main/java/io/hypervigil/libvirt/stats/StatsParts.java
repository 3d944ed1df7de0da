package io.hypervigil.libvirt.stats;

import java.util.List;

/** All groups that are made from bulk statistics. */
public final class StatsParts {

    /** In the order of their tiers. */
    public static final List<StatsPartType> ALL =
            List.of(
                    StateStats.TYPE,
                    CpuStats.TYPE,
                    VcpuStats.TYPE,
                    MemoryStats.TYPE,
                    InterfaceStats.TYPE,
                    MemoryBandwidthStats.TYPE,
                    BlockStats.TYPE,
                    BlockLatencyStats.TYPE,
                    IothreadStats.TYPE,
                    PerfStats.TYPE,
                    DirtyRateStats.TYPE,
                    KvmStats.TYPE);

    private StatsParts() {}
}
