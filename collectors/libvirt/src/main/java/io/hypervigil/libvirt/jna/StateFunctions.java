package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** libvirt-domain.h and libvirt-domain-snapshot.h: what every libvirt keeps of a domain. */
final class StateFunctions {

    static {
        VirtLibrary.map(StateFunctions.class);
    }

    private StateFunctions() {}

    static native int virDomainGetDiskErrors(
            Pointer domain, byte @Nullable [] errors, int maxErrors, int flags);

    static native int virDomainSnapshotNum(Pointer domain, int flags);

    static native @Nullable Pointer virDomainSnapshotCurrent(Pointer domain, int flags);

    static native @Nullable Pointer virDomainSnapshotGetName(Pointer snapshot);

    static native int virDomainSnapshotFree(Pointer snapshot);
}
