package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** libvirt-domain-snapshot.h. Names of snapshots are texts of people, so that all of it is ours. */
final class SnapshotFunctions {

    static {
        VirtLibrary.map(SnapshotFunctions.class);
    }

    private SnapshotFunctions() {}

    static native @Nullable Pointer virDomainSnapshotCreateXML(
            Pointer domain, String xml, int flags);

    static native int virDomainListAllSnapshots(Pointer domain, long[] snapshots, int flags);

    static native @Nullable Pointer virDomainSnapshotLookupByName(
            Pointer domain, String name, int flags);

    static native @Nullable Pointer virDomainSnapshotGetName(Pointer snapshot);

    static native @Nullable Pointer virDomainSnapshotGetXMLDesc(Pointer snapshot, int flags);

    static native int virDomainSnapshotIsCurrent(Pointer snapshot, int flags);

    static native int virDomainRevertToSnapshot(Pointer snapshot, int flags);

    static native int virDomainSnapshotDelete(Pointer snapshot, int flags);

    static native int virDomainSnapshotFree(Pointer snapshot);
}
