package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A network interface of a domain.
 *
 * @param type {@code bridge}, {@code network}, {@code direct}, {@code ethernet}, {@code user},
 *     {@code hostdev}, {@code vhostuser}
 * @param target the device of the host behind it, as {@code vnet0}; empty where there is none, or
 *     the domain does not run
 * @param bridge that it is on, of whatever kind
 * @param network of libvirt that it is in
 * @param hostDevice that it goes through without a bridge
 * @param macAddress lower case
 * @param model {@code virtio}
 * @param virtualPort {@code openvswitch}, {@code 802.1Qbh}
 * @param interfaceId by which a controller of virtual networks knows it
 * @param isLinkUp what the guest sees of its cable
 */
public record NetworkInterface(
        String type,
        Optional<String> target,
        Optional<String> bridge,
        Optional<String> network,
        Optional<String> hostDevice,
        Optional<String> macAddress,
        Optional<String> model,
        OptionalInt mtuBytes,
        Optional<String> virtualPort,
        Optional<String> interfaceId,
        boolean isLinkUp) {

    private static final int MOST_MTU = 1 << 20;

    static NetworkInterface of(Element nic) {
        var source = nic.at("source");
        var port = nic.at("virtualport");
        return new NetworkInterface(
                nic.attribute("type").orElse(""),
                nic.at("target").attribute("dev"),
                source.attribute("bridge"),
                source.attribute("network"),
                source.attribute("dev"),
                nic.at("mac").attribute("address").map(mac -> mac.toLowerCase(Locale.ROOT)),
                nic.at("model").attribute("type"),
                nic.at("mtu").count("size", MOST_MTU),
                port.attribute("type"),
                port.at("parameters").attribute("interfaceid"),
                !nic.at("link").has("state", "down"));
    }
}
