package io.hypervigil.libvirt.jna;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a volume holds (virStorageVolInfo).
 *
 * @param capacityBytes what its user sees
 * @param allocationBytes what it takes of the pool
 */
public record VolumeInfo(long capacityBytes, long allocationBytes) {

    static final int BYTES = 24;

    static final int CAPACITY = 8;
    static final int ALLOCATION = 16;

    static VolumeInfo read(byte[] bytes) {
        var info = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        return new VolumeInfo(info.getLong(CAPACITY), info.getLong(ALLOCATION));
    }
}
