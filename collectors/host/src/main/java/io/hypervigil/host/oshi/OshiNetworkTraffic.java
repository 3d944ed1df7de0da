package io.hypervigil.host.oshi;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.host.part.HostPart;
import java.util.List;
import oshi.hardware.NetworkIF;

/**
 * What went over each network interface.
 *
 * <pre>
 * node_network_receive_bytes_total{device="en0"} 123456
 * </pre>
 */
public final class OshiNetworkTraffic implements HostPart {

    public static final Group GROUP = Group.on("netdev", "traffic of interfaces, by OSHI");

    static final Family BYTES_IN = count("receive_bytes", "Bytes received.");
    static final Family BYTES_OUT = count("transmit_bytes", "Bytes sent.");
    static final Family PACKETS_IN = count("receive_packets", "Packets received.");
    static final Family PACKETS_OUT = count("transmit_packets", "Packets sent.");
    static final Family ERRORS_IN = count("receive_errs", "Packets received in error.");
    static final Family ERRORS_OUT = count("transmit_errs", "Packets not sent for an error.");
    static final Family DROPS_IN = count("receive_drop", "Packets received and dropped.");
    static final Family COLLISIONS = count("transmit_colls", "Collisions.");

    public static final List<Family> FAMILIES =
            List.of(
                    BYTES_IN,
                    BYTES_OUT,
                    PACKETS_IN,
                    PACKETS_OUT,
                    ERRORS_IN,
                    ERRORS_OUT,
                    DROPS_IN,
                    COLLISIONS);

    @Override
    public void sample(SampleSink sink) {
        Oshi.hardware().getNetworkIFs(true).forEach(device -> map(device, sink));
    }

    static void map(NetworkIF device, SampleSink sink) {
        var name = device.getName();
        sink.add(BYTES_IN, (double) device.getBytesRecv(), name);
        sink.add(BYTES_OUT, (double) device.getBytesSent(), name);
        sink.add(PACKETS_IN, (double) device.getPacketsRecv(), name);
        sink.add(PACKETS_OUT, (double) device.getPacketsSent(), name);
        sink.add(ERRORS_IN, (double) device.getInErrors(), name);
        sink.add(ERRORS_OUT, (double) device.getOutErrors(), name);
        sink.add(DROPS_IN, (double) device.getInDrops(), name);
        sink.add(COLLISIONS, (double) device.getCollisions(), name);
    }

    private static Family count(String name, String help) {
        return Family.counter(GROUP, "node_network_" + name + "_total", help, "device");
    }
}
