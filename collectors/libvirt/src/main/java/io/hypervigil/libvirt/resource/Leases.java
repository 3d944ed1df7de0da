package io.hypervigil.libvirt.resource;

import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.libvirt.jna.DhcpLease;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Addresses that the networks have given away, joined to the domains that have them.
 *
 * <pre>
 * libvirt_network_dhcp_lease_info{network="default",mac_address="52:54:00:…",address="192.168.122.76",hostname="web",domain="web"} 1
 * libvirt_domain_interface_address_info{domain="web",mac_address="52:54:00:…",address="192.168.122.76",source="lease"} 1
 * </pre>
 */
final class Leases {

    static final Group GROUP =
            Group.on("libvirt.network", "networks and their DHCP leases, from libvirt");

    private static final Family COUNT =
            gauge(
                    GROUP,
                    "libvirt_network_dhcp_leases",
                    "Addresses that a network has given away, from virNetworkGetDHCPLeases.",
                    "network");
    private static final Family INFO =
            gauge(
                    GROUP,
                    "libvirt_network_dhcp_lease_info",
                    "An address that a network has given away and to whom, from"
                            + " virNetworkGetDHCPLeases.",
                    "network",
                    "mac_address",
                    "address",
                    "hostname",
                    "domain");
    private static final Family EXPIRY =
            gauge(
                    GROUP,
                    "libvirt_network_dhcp_lease_expiry_timestamp_seconds",
                    "When a lease ends, from virNetworkGetDHCPLeases.",
                    "network",
                    "mac_address",
                    "address");
    private static final Family ADDRESS = Addresses.family(GROUP);

    static final List<Family> FAMILIES = List.of(COUNT, INFO, EXPIRY, ADDRESS);

    private final int max;

    Leases(int max) {
        this.max = max;
    }

    void write(
            String network,
            List<DhcpLease> leases,
            Function<String, Optional<String>> domainOf,
            SampleSink out) {
        out.add(COUNT, leases.size(), network);
        var seen = new HashSet<String>();
        for (DhcpLease lease : leases) {
            // A client that comes with another id holds the same address twice for a while.
            if (seen.size() < max && seen.add(lease.mac() + " " + lease.address())) {
                write(network, lease, domainOf, out);
            }
        }
        if (leases.size() > max) {
            out.missing(
                    leases.size() - max + " leases of the network " + network,
                    "only " + max + " are written");
        }
    }

    private static void write(
            String network,
            DhcpLease lease,
            Function<String, Optional<String>> domainOf,
            SampleSink out) {
        var mac = lease.mac().toLowerCase(Locale.ROOT);
        var domain = domainOf.apply(mac);
        var address = lease.address();
        out.add(INFO, 1, network, mac, address, lease.hostname().orElse(""), domain.orElse(""));
        lease.expiry()
                .ifPresent(
                        expiry ->
                                out.add(
                                        EXPIRY,
                                        (double) expiry.getEpochSecond(),
                                        network,
                                        mac,
                                        address));
        domain.ifPresent(name -> out.add(ADDRESS, 1, name, mac, address, "lease"));
    }
}
