package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.util.List;
import java.util.Locale;
import oshi.hardware.NetworkIF;
import oshi.hardware.NetworkIF.IfOperStatus;

/**
 * What each network interface is and whether it is up.
 *
 * <pre>
 * node_network_up{device="en0"} 1
 * node_network_info{address="f0:18:98:00:00:01",device="en0",ifalias="",operstate="up"} 1
 * </pre>
 */
public final class OshiNetworkDevices implements HostPart {

    public static final Group GROUP = Group.on("netclass", "network interfaces, by OSHI");

    static final Family INFO =
            Family.gauge(
                    GROUP,
                    "node_network_info",
                    "What an interface is.",
                    "address",
                    "device",
                    "ifalias",
                    "operstate");
    static final Family UP =
            Family.gauge(GROUP, "node_network_up", "Whether an interface is up.", "device");
    static final Family MTU =
            Family.gauge(
                    GROUP, "node_network_mtu_bytes", "Largest packet of an interface.", "device");
    static final Family SPEED =
            Family.gauge(
                    GROUP, "node_network_speed_bytes", "Bytes a second of an interface.", "device");

    public static final List<Family> FAMILIES = List.of(INFO, UP, MTU, SPEED);

    private static final double BITS = 8;

    @Override
    public void sample(SampleSink sink) {
        Oshi.hardware().getNetworkIFs(true).forEach(device -> map(device, sink));
    }

    static void map(NetworkIF device, SampleSink sink) {
        var name = device.getName();
        var state = device.getIfOperStatus();
        sink.add(
                INFO,
                1,
                Oshi.known(device.getMacaddr()),
                name,
                device.getIfAlias(),
                state.name().toLowerCase(Locale.ROOT).replace("_", ""));
        sink.add(UP, state == IfOperStatus.UP ? 1 : 0, name);
        sink.add(MTU, (double) device.getMTU(), name);
        if (device.getSpeed() > 0) {
            sink.add(SPEED, device.getSpeed() / BITS, name);
        }
    }
}
