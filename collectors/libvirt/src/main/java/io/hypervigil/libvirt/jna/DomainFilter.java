package io.hypervigil.libvirt.jna;

import java.util.Set;

/** virConnectListAllDomainsFlags: which domains are listed; of a pair one, or both for all. */
public enum DomainFilter {
    ACTIVE(1),
    INACTIVE(1 << 1),
    TRANSIENT(1 << 3),
    PAUSED(1 << 5),
    MANAGED_SAVE(1 << 8),
    AUTOSTART(1 << 10),
    HAS_SNAPSHOT(1 << 12),
    HAS_CHECKPOINT(1 << 14);

    private final int bit;

    DomainFilter(int bit) {
        this.bit = bit;
    }

    static int bits(Set<DomainFilter> filters) {
        int bits = 0;
        for (DomainFilter filter : filters) {
            bits |= filter.bit;
        }
        return bits;
    }
}
