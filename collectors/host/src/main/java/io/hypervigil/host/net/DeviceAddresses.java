package io.hypervigil.host.net;

import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.ThisMachine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.Collections;
import java.util.function.Predicate;

/**
 * The addresses of network devices, which the kernel tells in no file.
 *
 * <pre>
 * node_network_address_info{device="eth0",address="192.0.2.7",netmask="24",scope="global"} 1
 * </pre>
 */
final class DeviceAddresses {

    private static final int MULTICAST = 0xFF;
    private static final int INTERFACE_LOCAL = 1;

    private final boolean canAsk;

    DeviceAddresses(FileTree proc) {
        this.canAsk = ThisMachine.isShownBy(proc) && new NetFiles(proc).isOwnNetwork();
    }

    void sample(Predicate<String> isWanted, SampleSink sink) throws IOException {
        if (!canAsk) {
            sink.missing("network addresses", "the host's network is not that of this process");
            return;
        }
        for (var device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (isWanted.test(device.getName())) {
                write(device.getName(), device, sink);
                // eth0:1 is not a device but a label of some of eth0's addresses.
                Collections.list(device.getSubInterfaces())
                        .forEach(part -> write(device.getName(), part, sink));
            }
        }
    }

    private static void write(String device, NetworkInterface part, SampleSink sink) {
        for (InterfaceAddress address : part.getInterfaceAddresses()) {
            sink.add(
                    Netdev.ADDRESS_INFO,
                    1,
                    device,
                    IpText.of(address.getAddress().getAddress()),
                    Integer.toString(address.getNetworkPrefixLength()),
                    scope(address.getAddress()));
        }
    }

    static String scope(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isMCLinkLocal()) {
            return "link-local";
        }
        if (isInterfaceLocalMulticast(address.getAddress())) {
            return "interface-local";
        }
        return address.isAnyLocalAddress() || address.isMulticastAddress() ? "" : "global";
    }

    private static boolean isInterfaceLocalMulticast(byte[] address) {
        return address.length == 16
                && (address[0] & 0xFF) == MULTICAST
                && (address[1] & 0x0F) == INTERFACE_LOCAL;
    }
}
