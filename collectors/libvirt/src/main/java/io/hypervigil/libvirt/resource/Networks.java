package io.hypervigil.libvirt.resource;

import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.jna.VirtNetwork;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Networks of libvirt's, running or not, and the addresses that they have given away.
 *
 * <pre>
 * libvirt_network_active{network="default"} 1
 * libvirt_network_dhcp_leases{network="default"} 3
 * </pre>
 *
 * <p>Thread: one.
 */
public final class Networks {

    public static final Group GROUP = Leases.GROUP;

    private static final Family ACTIVE =
            network("active", "Whether a network runs, from virNetworkIsActive.");
    private static final Family AUTOSTART =
            network(
                    "autostart",
                    "Whether a network starts with the host, from virNetworkGetAutostart.");
    private static final Family PERSISTENT =
            network(
                    "persistent",
                    "Whether a network outlives its end, from virNetworkIsPersistent.");
    private static final Family INFO =
            gauge(
                    GROUP,
                    "libvirt_network_info",
                    "A network, its UUID and its bridge, from virNetworkGetBridgeName.",
                    "network",
                    "uuid",
                    "bridge");

    public static final List<Family> FAMILIES =
            Stream.concat(Stream.of(ACTIVE, AUTOSTART, PERSISTENT, INFO), Leases.FAMILIES.stream())
                    .toList();

    private final Leases leases;

    /**
     * @param maxLeases how many leases of a network are written
     */
    public Networks(int maxLeases) {
        this.leases = new Leases(maxLeases);
    }

    /**
     * Reads all networks.
     *
     * @param domainOf the name of the domain that has an interface of that address (lower case,
     *     with colons)
     * @throws VirtException where they cannot even be listed
     */
    public void read(
            VirtConnection connection, Function<String, Optional<String>> domainOf, SampleSink out)
            throws VirtException {
        var refusals = new Refusals(GROUP, out);
        var networks = connection.networks();
        try {
            networks.stream()
                    .sorted(Comparator.comparing(VirtNetwork::name))
                    .forEach(network -> read(network, domainOf, refusals, out));
        } finally {
            networks.forEach(VirtNetwork::close);
        }
    }

    private void read(
            VirtNetwork network,
            Function<String, Optional<String>> domainOf,
            Refusals refusals,
            SampleSink out) {
        var name = network.name();
        try {
            boolean isActive = network.isActive();
            out.add(ACTIVE, isActive ? 1 : 0, name);
            out.add(INFO, 1, name, network.uuid(), network.bridge().orElse(""));
            out.add(AUTOSTART, network.isAutostart() ? 1 : 0, name);
            out.add(PERSISTENT, network.isPersistent() ? 1 : 0, name);
            if (isActive) {
                leases(network, domainOf, refusals, out);
            }
        } catch (VirtException e) {
            refusals.tell("libvirt_network_*", e);
        }
    }

    private void leases(
            VirtNetwork network,
            Function<String, Optional<String>> domainOf,
            Refusals refusals,
            SampleSink out) {
        try {
            leases.write(network.name(), network.leases(), domainOf, out);
        } catch (VirtException e) {
            refusals.tell("libvirt_network_dhcp_*", e);
        }
    }

    private static Family network(String name, String help) {
        return gauge(GROUP, "libvirt_network_" + name, help, "network");
    }
}
