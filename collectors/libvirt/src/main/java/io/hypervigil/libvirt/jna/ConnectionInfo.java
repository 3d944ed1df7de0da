package io.hypervigil.libvirt.jna;

import com.sun.jna.Pointer;
import java.util.Optional;

/**
 * What a connection says of itself.
 *
 * @param type the driver: {@code QEMU}
 * @param daemonVersion of libvirt on the other side: {@code 9.0.0}
 * @param hypervisorVersion {@code 7.2.19}; empty where the driver has none
 * @param libraryVersion of libvirt in this process
 */
public record ConnectionInfo(
        String type,
        String daemonVersion,
        Optional<String> hypervisorVersion,
        String libraryVersion) {

    private static final int MAJOR = 1_000_000;
    private static final int MINOR = 1_000;

    static ConnectionInfo of(Pointer connection) throws VirtException {
        var version = new long[1];
        var type =
                VirtErrors.check(
                                "virConnectGetType", ConnectFunctions.virConnectGetType(connection))
                        .getString(0, "UTF-8");
        VirtErrors.check(
                "virConnectGetLibVersion",
                ConnectFunctions.virConnectGetLibVersion(connection, version));
        var daemon = text(version[0]);
        version[0] = 0;
        // A driver that emulates none refuses, or says 0.
        int answer = ConnectFunctions.virConnectGetVersion(connection, version);
        var hypervisor =
                answer < 0 || version[0] == 0
                        ? Optional.<String>empty()
                        : Optional.of(text(version[0]));
        VirtErrors.check("virGetVersion", ConnectFunctions.virGetVersion(version, null, null));
        return new ConnectionInfo(type, daemon, hypervisor, text(version[0]));
    }

    private static String text(long version) {
        return (version / MAJOR) + "." + (version / MINOR % MINOR) + "." + (version % MINOR);
    }
}
