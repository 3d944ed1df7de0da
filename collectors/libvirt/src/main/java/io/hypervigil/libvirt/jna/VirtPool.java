package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import com.sun.jna.Pointer;
import java.util.List;

/**
 * A handle of a storage pool. It holds its connection open until it is closed.
 *
 * <p>A call may hang with what is behind the pool: a server of files that is gone.
 *
 * <p>Thread: one at a time.
 */
public final class VirtPool implements AutoCloseable {

    private final Pointer pointer;
    private final VirtConnection connection;
    private final Users.Use use;

    /** Takes a reference over. */
    VirtPool(Pointer pointer, VirtConnection connection, Users.Use use) {
        this.pointer = pointer;
        this.connection = connection;
        this.use = use;
    }

    public String name() {
        return Texts.lent(StorageFunctions.virStoragePoolGetName(pointer));
    }

    /** 36 characters, lower case. */
    public String uuid() {
        var text = new byte[VirtDomain.UUID_BYTES];
        StorageFunctions.virStoragePoolGetUUIDString(pointer, text);
        return Texts.of(text);
    }

    /** Whether it is still there once it has stopped. */
    public boolean isPersistent() throws VirtException {
        return check(
                        "virStoragePoolIsPersistent",
                        StorageFunctions.virStoragePoolIsPersistent(pointer))
                == 1;
    }

    /** Whether it is started with the daemon. */
    public boolean isAutostart() throws VirtException {
        var isAutostart = new int[1];
        check(
                "virStoragePoolGetAutostart",
                StorageFunctions.virStoragePoolGetAutostart(pointer, isAutostart));
        return isAutostart[0] == 1;
    }

    /** Its state and its sizes, as of its last refresh. */
    public PoolInfo info() throws VirtException {
        var info = new byte[PoolInfo.BYTES];
        check("virStoragePoolGetInfo", StorageFunctions.virStoragePoolGetInfo(pointer, info));
        return PoolInfo.read(info);
    }

    /** How many volumes it has; only one that runs says so. */
    public int volumeCount() throws VirtException {
        return check(
                "virStoragePoolNumOfVolumes", StorageFunctions.virStoragePoolNumOfVolumes(pointer));
    }

    /** Its volumes, of which each handle is the caller's to close; only one that runs has some. */
    public List<VirtVolume> volumes() throws VirtException {
        return Handles.of(
                "virStoragePoolListAllVolumes",
                array -> StorageFunctions.virStoragePoolListAllVolumes(pointer, array, 0),
                each -> new VirtVolume(each, connection.use()));
    }

    @Override
    public void close() {
        StorageFunctions.virStoragePoolFree(pointer);
        use.close();
    }
}
