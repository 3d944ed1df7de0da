package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** libvirt-host.h, and what else asks a connection about itself. */
final class ConnectFunctions {

    static {
        VirtLibrary.map(ConnectFunctions.class);
    }

    private ConnectFunctions() {}

    static native int virGetVersion(
            long[] library, @Nullable Pointer type, @Nullable Pointer typeVersion);

    static native int virConnectGetLibVersion(Pointer connection, long[] version);

    static native int virConnectGetVersion(Pointer connection, long[] version);

    static native @Nullable Pointer virConnectGetType(Pointer connection);

    static native int virConnectIsAlive(Pointer connection);

    static native int virNodeGetInfo(Pointer connection, byte[] info);
}
