package io.hypervigil.libvirt.jna;

import java.util.Set;

/** virDomainStatsTypes: what is asked together. */
public enum StatsGroup {
    STATE(1),
    CPU_TOTAL(1 << 1),
    BALLOON(1 << 2),
    VCPU(1 << 3),
    INTERFACE(1 << 4),
    BLOCK(1 << 5),
    PERF(1 << 6),
    IOTHREAD(1 << 7),
    MEMORY(1 << 8),
    DIRTYRATE(1 << 9),
    VM(1 << 10);

    private final int bit;

    StatsGroup(int bit) {
        this.bit = bit;
    }

    static int bits(Set<StatsGroup> groups) {
        int bits = 0;
        for (StatsGroup group : groups) {
            bits |= group.bit;
        }
        return bits;
    }
}
