package io.hypervigil.libvirt.net;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.Text;
import io.hypervigil.libvirt.description.NetworkInterface;
import io.hypervigil.libvirt.domain.KnownDomain;
import io.hypervigil.libvirt.domain.VirtFamily;
import io.hypervigil.libvirt.net.InterfaceCounts.Direction;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What went through the network interfaces of domains, as the guests see it.
 *
 * <pre>
 * libvirt_domain_interface_stats_receive_bytes_total{domain="web",target_device="vnet0"} 3.12e+09
 * libvirt_domain_interface_stats_transmit_drops_total{domain="web",target_device="vnet0"} 0
 * </pre>
 */
public final class InterfaceMetrics {

    public static final Group GROUP =
            Group.on(
                    "libvirt.interface",
                    "traffic of the network interfaces of domains, from /proc/net/dev or libvirt");

    public static final Family RECEIVE_BYTES =
            family("receive_bytes", "Bytes that the guest received");
    public static final Family RECEIVE_PACKETS =
            family("receive_packets", "Packets that the guest received");
    public static final Family RECEIVE_ERRORS =
            family("receive_errors", "Packets to the guest that came with errors");
    public static final Family RECEIVE_DROPS =
            family("receive_drops", "Packets to the guest that were dropped");
    public static final Family TRANSMIT_BYTES =
            family("transmit_bytes", "Bytes that the guest sent");
    public static final Family TRANSMIT_PACKETS =
            family("transmit_packets", "Packets that the guest sent");
    public static final Family TRANSMIT_ERRORS =
            family("transmit_errors", "Packets of the guest that could not be sent");
    public static final Family TRANSMIT_DROPS =
            family("transmit_drops", "Packets of the guest that were dropped");

    public static final List<Family> FAMILIES =
            List.of(
                    RECEIVE_BYTES,
                    RECEIVE_PACKETS,
                    RECEIVE_ERRORS,
                    RECEIVE_DROPS,
                    TRANSMIT_BYTES,
                    TRANSMIT_PACKETS,
                    TRANSMIT_ERRORS,
                    TRANSMIT_DROPS);

    private static final List<Count> RECEIVED =
            List.of(
                    new Count(RECEIVE_BYTES, Direction::bytes),
                    new Count(RECEIVE_PACKETS, Direction::packets),
                    new Count(RECEIVE_ERRORS, Direction::errors),
                    new Count(RECEIVE_DROPS, Direction::drops));
    private static final List<Count> TRANSMITTED =
            List.of(
                    new Count(TRANSMIT_BYTES, Direction::bytes),
                    new Count(TRANSMIT_PACKETS, Direction::packets),
                    new Count(TRANSMIT_ERRORS, Direction::errors),
                    new Count(TRANSMIT_DROPS, Direction::drops));

    private record Count(Family family, ToLongFunction<Direction> value) {}

    private InterfaceMetrics() {}

    /**
     * Writes one domain. Interfaces without a device on the host have no name to be told by, and
     * give nothing.
     *
     * @param counts of an interface, as the guest sees it; empty where nothing is known
     */
    public static void write(
            KnownDomain domain,
            Function<NetworkInterface, Optional<InterfaceCounts>> counts,
            SampleSink sink) {
        for (NetworkInterface nic : domain.description().interfaces()) {
            if (nic.target().isPresent()) {
                counts.apply(nic)
                        .ifPresent(found -> write(domain, nic.target().get(), found, sink));
            }
        }
    }

    private static void write(
            KnownDomain domain, String target, InterfaceCounts counts, SampleSink sink) {
        write(RECEIVED, counts.received(), domain.name(), target, sink);
        write(TRANSMITTED, counts.transmitted(), domain.name(), target, sink);
    }

    private static void write(
            List<Count> counts,
            Direction direction,
            String domain,
            String target,
            SampleSink sink) {
        for (Count count : counts) {
            var value = Text.toDouble(count.value().applyAsLong(direction));
            sink.add(count.family(), value, domain, target);
        }
    }

    private static Family family(String name, String help) {
        return VirtFamily.counter(
                GROUP,
                "libvirt_domain_interface_stats_" + name + "_total",
                help + ", from /proc/net/dev or libvirt's net.N.",
                "domain",
                "target_device");
    }
}
