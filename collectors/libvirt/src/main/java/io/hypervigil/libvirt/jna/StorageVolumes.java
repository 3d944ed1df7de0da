package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import com.sun.jna.Pointer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Volumes of storage pools, by their paths.
 *
 * <p>Thread: a platform thread.
 */
public final class StorageVolumes {

    private final VirtConnection connection;

    StorageVolumes(VirtConnection connection) {
        this.connection = connection;
    }

    /**
     * @param pool the name of its pool
     * @param xml its description
     */
    public record Volume(String pool, String name, String path, String xml) {}

    /**
     * @param xml its description
     */
    public record Pool(String name, boolean isActive, String xml) {}

    /** The pool of a name. */
    public Pool pool(String name) throws VirtException {
        return inPool(
                name,
                pool ->
                        new Pool(
                                name,
                                check(
                                                "virStoragePoolIsActive",
                                                VolumeFunctions.virStoragePoolIsActive(pool))
                                        == 1,
                                Texts.taken(
                                        check(
                                                "virStoragePoolGetXMLDesc",
                                                VolumeFunctions.virStoragePoolGetXMLDesc(
                                                        pool, 0)))));
    }

    /** Deletes the volume of a name; false where there is none. */
    public boolean delete(String poolName, String name) throws VirtException {
        return inPool(
                poolName,
                pool -> {
                    var found = VolumeFunctions.virStorageVolLookupByName(pool, name);
                    if (found == null) {
                        var _ = none("virStorageVolLookupByName");
                        return false;
                    }
                    try {
                        check("virStorageVolDelete", VolumeFunctions.virStorageVolDelete(found, 0));
                        return true;
                    } finally {
                        VolumeFunctions.virStorageVolFree(found);
                    }
                });
    }

    /** The volume of a path; empty where no active pool has it. */
    public Optional<Volume> at(String path) throws VirtException {
        try (var _ = connection.use()) {
            var found = VolumeFunctions.virStorageVolLookupByPath(connection.pointer(), path);
            if (found == null) {
                return none("virStorageVolLookupByPath");
            }
            try {
                return Optional.of(volume(found));
            } finally {
                VolumeFunctions.virStorageVolFree(found);
            }
        }
    }

    /** What the user of the volume of a path sees; empty where no active pool has it. */
    public OptionalLong capacity(String path) throws VirtException {
        try (var _ = connection.use()) {
            var found = VolumeFunctions.virStorageVolLookupByPath(connection.pointer(), path);
            if (found == null) {
                var _ = none("virStorageVolLookupByPath");
                return OptionalLong.empty();
            }
            return OptionalLong.of(takenCapacity(found));
        }
    }

    /** The same of a volume by its name. */
    public OptionalLong capacity(String poolName, String name) throws VirtException {
        return inPool(
                poolName,
                pool ->
                        OptionalLong.of(
                                takenCapacity(
                                        check(
                                                "virStorageVolLookupByName",
                                                VolumeFunctions.virStorageVolLookupByName(
                                                        pool, name)))));
    }

    private static long takenCapacity(Pointer volume) throws VirtException {
        try {
            var info = new byte[VolumeInfo.BYTES];
            check("virStorageVolGetInfo", VolumeFunctions.virStorageVolGetInfo(volume, info));
            return VolumeInfo.read(info).capacityBytes();
        } finally {
            VolumeFunctions.virStorageVolFree(volume);
        }
    }

    /** Deletes the volume of a path. */
    public void delete(String path) throws VirtException {
        try (var _ = connection.use()) {
            var found =
                    check(
                            "virStorageVolLookupByPath",
                            VolumeFunctions.virStorageVolLookupByPath(connection.pointer(), path));
            try {
                check("virStorageVolDelete", VolumeFunctions.virStorageVolDelete(found, 0));
            } finally {
                VolumeFunctions.virStorageVolFree(found);
            }
        }
    }

    /** Makes a volume; answers its path. */
    public Volume create(String pool, String xml) throws VirtException {
        return made(
                pool,
                its ->
                        check(
                                "virStorageVolCreateXML",
                                VolumeFunctions.virStorageVolCreateXML(its, xml, 0)));
    }

    /** Makes a volume with the content of another, which may take long. */
    public Volume copy(String pool, String xml, String originalPath) throws VirtException {
        return made(
                pool,
                its -> {
                    var original =
                            check(
                                    "virStorageVolLookupByPath",
                                    VolumeFunctions.virStorageVolLookupByPath(
                                            connection.pointer(), originalPath));
                    try {
                        return check(
                                "virStorageVolCreateXMLFrom",
                                VolumeFunctions.virStorageVolCreateXMLFrom(its, xml, original, 0));
                    } finally {
                        VolumeFunctions.virStorageVolFree(original);
                    }
                });
    }

    /** What is done with a pool. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Pointer pool) throws VirtException;
    }

    private Volume made(String name, Work<Pointer> making) throws VirtException {
        return inPool(
                name,
                pool -> {
                    var made = making.with(pool);
                    try {
                        return volume(made);
                    } finally {
                        VolumeFunctions.virStorageVolFree(made);
                    }
                });
    }

    private <T> T inPool(String name, Work<T> work) throws VirtException {
        try (var _ = connection.use()) {
            var pool =
                    check(
                            "virStoragePoolLookupByName",
                            VolumeFunctions.virStoragePoolLookupByName(connection.pointer(), name));
            try {
                return work.with(pool);
            } finally {
                VolumeFunctions.virStoragePoolFree(pool);
            }
        }
    }

    private static Volume volume(Pointer volume) throws VirtException {
        var pool =
                check(
                        "virStoragePoolLookupByVolume",
                        VolumeFunctions.virStoragePoolLookupByVolume(volume));
        try {
            var path = check("virStorageVolGetPath", VolumeFunctions.virStorageVolGetPath(volume));
            var xml =
                    check(
                            "virStorageVolGetXMLDesc",
                            VolumeFunctions.virStorageVolGetXMLDesc(volume, 0));
            return new Volume(
                    borrowed(
                            check(
                                    "virStoragePoolGetName",
                                    VolumeFunctions.virStoragePoolGetName(pool))),
                    borrowed(
                            check(
                                    "virStorageVolGetName",
                                    VolumeFunctions.virStorageVolGetName(volume))),
                    Texts.taken(path),
                    Texts.taken(xml));
        } finally {
            VolumeFunctions.virStoragePoolFree(pool);
        }
    }

    private static Optional<Volume> none(String function) throws VirtException {
        var error = VirtErrors.last(function);
        if (error.code() == VirtErrorCode.VIR_ERR_NO_STORAGE_VOL) {
            return Optional.empty();
        }
        throw error;
    }

    private static String borrowed(Pointer text) {
        return text.getString(0, "UTF-8");
    }
}
