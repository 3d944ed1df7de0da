package io.hypervigil.libvirt.resource;

import static io.hypervigil.libvirt.domain.VirtFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.Group;

/** The family of addresses of domains, which two groups give: what was given away, what is used. */
final class Addresses {

    private Addresses() {}

    static Family family(Group group) {
        return gauge(
                group,
                "libvirt_domain_interface_address_info",
                "An address of a domain: from virNetworkGetDHCPLeases (lease), or as its guest"
                        + " agent says (agent).",
                "domain",
                "mac_address",
                "address",
                "source");
    }
}
