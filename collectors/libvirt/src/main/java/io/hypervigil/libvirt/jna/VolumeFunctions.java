package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** libvirt-storage.h, what finds, makes and deletes a volume: paths are texts of people. */
final class VolumeFunctions {

    static {
        VirtLibrary.map(VolumeFunctions.class);
    }

    private VolumeFunctions() {}

    static native @Nullable Pointer virStorageVolLookupByPath(Pointer connection, String path);

    static native @Nullable Pointer virStoragePoolLookupByName(Pointer connection, String name);

    static native int virStoragePoolIsActive(Pointer pool);

    static native @Nullable Pointer virStoragePoolGetXMLDesc(Pointer pool, int flags);

    static native @Nullable Pointer virStoragePoolLookupByVolume(Pointer volume);

    static native @Nullable Pointer virStoragePoolGetName(Pointer pool);

    static native @Nullable Pointer virStorageVolLookupByName(Pointer pool, String name);

    static native int virStorageVolGetInfo(Pointer volume, byte[] info);

    static native @Nullable Pointer virStorageVolGetName(Pointer volume);

    static native @Nullable Pointer virStorageVolGetPath(Pointer volume);

    static native @Nullable Pointer virStorageVolGetXMLDesc(Pointer volume, int flags);

    static native @Nullable Pointer virStorageVolCreateXML(Pointer pool, String xml, int flags);

    static native @Nullable Pointer virStorageVolCreateXMLFrom(
            Pointer pool, String xml, Pointer original, int flags);

    static native int virStorageVolDelete(Pointer volume, int flags);

    static native int virStorageVolFree(Pointer volume);

    static native int virStoragePoolFree(Pointer pool);
}
