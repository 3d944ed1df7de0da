package io.hypervigil.libvirt.stats;

import io.hypervigil.libvirt.jna.TypedParameters;

/**
 * How many numbered things a record has, as it says by itself.
 *
 * @param key {@code block.count}
 */
record Count(String key) {

    /** No domain has more disks, NICs or vCPUs; a wrong count is not to cost more than that. */
    private static final int MOST = 4_096;

    /** 0 where it does not say. */
    int in(TypedParameters values) {
        return Math.clamp(values.whole(key).orElse(0), 0, MOST);
    }
}
