package io.hypervigil.host.net;

import com.google.re2j.Pattern;
import io.hypervigil.collect.files.FileTree;

/**
 * Tells the network devices of guests from the host's own: the far end of each is a virtual
 * machine's or a container's, which counts it, and there may be hundreds.
 *
 * <p>They are known by the names that libvirt, Proxmox, Docker, Podman, Calico and Cilium give
 * them, and by being a tap that is a port of a bridge.
 */
final class GuestDevices {

    private static final Pattern NAMES =
            Pattern.compile(
                    "^(tap|vnet[0-9]|veth|macvtap[0-9]|fw(br|pr|ln)[0-9]|cali[0-9a-f]|lxc[0-9a-f]{12}$)");

    /** IFF_TAP in linux/if_tun.h: carries Ethernet, where a VPN's tun carries IP. */
    private static final long IFF_TAP = 2;

    private final FileTree sys;

    GuestDevices(FileTree sys) {
        this.sys = sys;
    }

    /** Whether a device is a guest's. */
    boolean has(String device) {
        return NAMES.matcher(device).find() || isBridgedTap("class/net/" + device);
    }

    private boolean isBridgedTap(String folder) {
        return sys.exists(folder + "/brport")
                && sys.exists(folder + "/tun_flags")
                && (SysNumber.read(sys, folder + "/tun_flags").orElse(0) & IFF_TAP) != 0;
    }
}
