package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;

/** libvirt-domain-checkpoint.h, since 5.6. */
final class CheckpointFunctions {

    static {
        VirtLibrary.map(CheckpointFunctions.class);
    }

    private CheckpointFunctions() {}

    static native int virDomainListAllCheckpoints(Pointer domain, long[] checkpoints, int flags);

    static native int virDomainCheckpointFree(Pointer checkpoint);
}
