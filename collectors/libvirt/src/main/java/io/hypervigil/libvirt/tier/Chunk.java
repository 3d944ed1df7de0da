package io.hypervigil.libvirt.tier;

import java.time.Instant;
import java.util.List;

/**
 * Domains that are asked in one call.
 *
 * @param begun when the call began, by the wall clock
 * @param begunNanos the same by the clock that measures
 */
record Chunk(List<String> uuids, Instant begun, long begunNanos) {

    Chunk {
        uuids = List.copyOf(uuids);
    }

    boolean isOfOne() {
        return uuids.size() == 1;
    }
}
