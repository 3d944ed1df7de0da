package io.hypervigil.libvirt.jna;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a storage pool holds (virStoragePoolInfo). Sizes of a pool that does not run are 0.
 *
 * @param state virStoragePoolState: 0 inactive, 1 building, 2 running, 3 degraded, 4 inaccessible
 * @param capacityBytes logical size
 * @param allocationBytes in use
 * @param availableBytes left
 */
public record PoolInfo(int state, long capacityBytes, long allocationBytes, long availableBytes) {

    static final int BYTES = 32;

    static final int CAPACITY = 8;
    static final int ALLOCATION = 16;
    static final int AVAILABLE = 24;

    /** Whether it runs, well or not. */
    public boolean isActive() {
        return state != 0;
    }

    static PoolInfo read(byte[] bytes) {
        var info = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        return new PoolInfo(
                info.getInt(0),
                info.getLong(CAPACITY),
                info.getLong(ALLOCATION),
                info.getLong(AVAILABLE));
    }
}
