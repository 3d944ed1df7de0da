package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** libvirt-storage.h, what every libvirt since 0.10.2 has. */
final class StorageFunctions {

    static {
        VirtLibrary.map(StorageFunctions.class);
    }

    private StorageFunctions() {}

    static native int virConnectListAllStoragePools(Pointer connection, long[] pools, int flags);

    static native int virStoragePoolFree(Pointer pool);

    static native @Nullable Pointer virStoragePoolGetName(Pointer pool);

    static native int virStoragePoolGetUUIDString(Pointer pool, byte[] text);

    static native int virStoragePoolIsPersistent(Pointer pool);

    static native int virStoragePoolGetAutostart(Pointer pool, int[] isAutostart);

    static native int virStoragePoolGetInfo(Pointer pool, byte[] info);

    static native int virStoragePoolNumOfVolumes(Pointer pool);

    static native int virStoragePoolListAllVolumes(Pointer pool, long[] volumes, int flags);

    static native int virStorageVolFree(Pointer volume);

    static native @Nullable Pointer virStorageVolGetName(Pointer volume);

    static native int virStorageVolGetInfo(Pointer volume, byte[] info);
}
