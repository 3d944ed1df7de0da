package io.hypervigil.libvirt.jna;

import java.util.Set;

/** virDomainUndefineFlagsValues: what goes with a description. */
public enum UndefineFlag {
    MANAGED_SAVE(1),
    SNAPSHOTS_METADATA(1 << 1),
    NVRAM(1 << 2),
    KEEP_NVRAM(1 << 3),
    CHECKPOINTS_METADATA(1 << 4);

    private final int bit;

    UndefineFlag(int bit) {
        this.bit = bit;
    }

    static int bits(Set<UndefineFlag> flags) {
        return flags.stream().mapToInt(flag -> flag.bit).reduce(0, (one, other) -> one | other);
    }
}
