package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import com.sun.jna.Pointer;

/**
 * A handle of a volume of a storage pool. It holds its connection open until it is closed.
 *
 * <p>Thread: one at a time.
 */
public final class VirtVolume implements AutoCloseable {

    private final Pointer pointer;
    private final Users.Use use;

    /** Takes a reference over. */
    VirtVolume(Pointer pointer, Users.Use use) {
        this.pointer = pointer;
        this.use = use;
    }

    public String name() {
        return Texts.lent(StorageFunctions.virStorageVolGetName(pointer));
    }

    /** Its sizes, which the daemon may have to look up. */
    public VolumeInfo info() throws VirtException {
        var info = new byte[VolumeInfo.BYTES];
        check("virStorageVolGetInfo", StorageFunctions.virStorageVolGetInfo(pointer, info));
        return VolumeInfo.read(info);
    }

    @Override
    public void close() {
        StorageFunctions.virStorageVolFree(pointer);
        use.close();
    }
}
