package io.hypervigil.libvirt.domain;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.description.NetworkInterface;
import java.util.List;

/**
 * What the network interfaces of a domain are. One that has no device on the host, or none while
 * the domain does not run, has an empty {@code target_device} and is told by its MAC address.
 *
 * <pre>
 * libvirt_domain_interface_stats_info{domain="web",interface_type="bridge",source_bridge="br-int",
 *     target_device="tap0a1b2c3d-4e",mac_address="fa:16:3e:6e:89:ce",model_type="virtio",
 *     mtu_size="1442",source_network="",source_device="",virtual_interface="0a1b2c3d-…"} 1
 * libvirt_domain_interface_link_up{domain="web",target_device="tap0a1b2c3d-4e"} 1
 * </pre>
 */
public final class InterfaceInfo {

    public static final Group GROUP =
            Group.on(
                    "libvirt.interface_info",
                    "what the network interfaces of domains are, from their XML");

    private static final Family INFO =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_interface_stats_info",
                    "What the network interface is, from the domain's XML; the value is 1."
                            + " virtual_interface is what a controller of networks calls it.",
                    "domain",
                    "interface_type",
                    "source_bridge",
                    "target_device",
                    "mac_address",
                    "model_type",
                    "mtu_size",
                    "source_network",
                    "source_device",
                    "virtual_interface");
    private static final Family LINK =
            VirtFamily.gauge(
                    GROUP,
                    "libvirt_domain_interface_link_up",
                    "Whether the guest sees its cable plugged in, 1 or 0, from the domain's XML.",
                    "domain",
                    "target_device");

    /** Writes the group. */
    public static final DomainPart PART =
            new DomainPart(GROUP, List.of(INFO, LINK), InterfaceInfo::write);

    private InterfaceInfo() {}

    private static void write(KnownDomain domain, SampleSink sink) {
        var nics = domain.description().interfaces();
        nics.forEach(nic -> writeInfo(domain, nic, sink));
        for (NetworkInterface nic : nics) {
            nic.target()
                    .ifPresent(
                            target ->
                                    sink.add(LINK, nic.isLinkUp() ? 1 : 0, domain.name(), target));
        }
    }

    private static void writeInfo(KnownDomain domain, NetworkInterface nic, SampleSink sink) {
        sink.add(
                INFO,
                1,
                domain.name(),
                nic.type(),
                nic.bridge().orElse(""),
                nic.target().orElse(""),
                nic.macAddress().orElse(""),
                nic.model().orElse(""),
                nic.mtuBytes().isPresent() ? Integer.toString(nic.mtuBytes().getAsInt()) : "",
                nic.network().orElse(""),
                nic.hostDevice().orElse(""),
                nic.interfaceId().orElse(""));
    }
}
