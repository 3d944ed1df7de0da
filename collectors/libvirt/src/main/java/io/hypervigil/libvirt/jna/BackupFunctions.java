package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** libvirt-domain.h: backups, since 6.0. */
final class BackupFunctions {

    static {
        VirtLibrary.map(BackupFunctions.class);
    }

    private BackupFunctions() {}

    static native @Nullable Pointer virDomainBackupGetXMLDesc(Pointer domain, int flags);
}
