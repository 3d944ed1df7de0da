package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** libvirt-network.h, what every libvirt since 1.2.6 has. */
final class NetworkFunctions {

    static {
        VirtLibrary.map(NetworkFunctions.class);
    }

    private NetworkFunctions() {}

    static native int virConnectListAllNetworks(Pointer connection, long[] networks, int flags);

    static native int virNetworkFree(Pointer network);

    static native @Nullable Pointer virNetworkGetName(Pointer network);

    static native int virNetworkGetUUIDString(Pointer network, byte[] text);

    static native int virNetworkIsActive(Pointer network);

    static native int virNetworkIsPersistent(Pointer network);

    static native int virNetworkGetAutostart(Pointer network, int[] isAutostart);

    static native @Nullable Pointer virNetworkGetBridgeName(Pointer network);

    static native int virNetworkGetDHCPLeases(
            Pointer network, @Nullable String mac, long[] leases, int flags);

    static native void virNetworkDHCPLeaseFree(Pointer lease);
}
