package io.hypervigil.libvirt.jna;

import java.util.Set;

/** virDomainMigrateFlags, those in use. */
public enum MigrateFlag {
    LIVE(1),
    PEER2PEER(1 << 1),
    TUNNELLED(1 << 2),
    PERSIST_DEST(1 << 3),
    UNDEFINE_SOURCE(1 << 4),
    NON_SHARED_DISK(1 << 6),
    ABORT_ON_ERROR(1 << 12),
    AUTO_CONVERGE(1 << 13);

    private final int bit;

    MigrateFlag(int bit) {
        this.bit = bit;
    }

    static int bits(Set<MigrateFlag> flags) {
        return flags.stream().mapToInt(flag -> flag.bit).reduce(0, (one, other) -> one | other);
    }
}
