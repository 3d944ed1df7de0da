package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** libvirt-host.h, what a connection says of the memory of its host. */
final class NodeFunctions {

    static {
        VirtLibrary.map(NodeFunctions.class);
    }

    private NodeFunctions() {}

    static native int virNodeGetMemoryStats(
            Pointer connection, int cell, byte @Nullable [] stats, int[] count, int flags);
}
