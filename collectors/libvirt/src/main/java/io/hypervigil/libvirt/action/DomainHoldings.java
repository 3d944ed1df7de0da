package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.quota.Holding;
import io.hypervigil.libvirt.quota.Holdings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the VMs of all connections have, by their descriptions: virtual CPUs and memory as they are
 * set, GPUs and parts of them, and the disks that they can write to, as their guests see them; of
 * one that runs the larger of what it has now and at its next start.
 *
 * <p>Thread: any. Each answer costs one or two descriptions a VM, 0.1 ms each, and a look at each
 * disk.
 */
public final class DomainHoldings implements Holdings {

    private final ControlConnections connections;
    private final Accounting accounting;
    private final Census census;

    public DomainHoldings(ControlConnections connections, Accounting accounting) {
        this.connections = connections;
        this.accounting = accounting;
        this.census = new Census(connections);
    }

    @Override
    public List<Holding> now() throws ActionFailure {
        return census.ask(connections.names(), this::of, "what is left of quotas");
    }

    private List<Holding> of(VirtConnection libvirt) throws ActionFailure, VirtException {
        var domains = libvirt.domains(Set.of());
        try {
            var holdings = new ArrayList<Holding>();
            for (VirtDomain domain : domains) {
                holding(libvirt, domain).ifPresent(holdings::add);
            }
            return holdings;
        } finally {
            domains.forEach(VirtDomain::close);
        }
    }

    private Optional<Holding> holding(VirtConnection libvirt, VirtDomain domain)
            throws ActionFailure, VirtException {
        try {
            var held = HeldParts.of(accounting, libvirt, domain);
            return Optional.of(
                    new Holding(
                            domain.uuid(), VmDetails.owner(held.description()), held.amounts()));
        } catch (VirtException e) {
            if (e.code() == VirtErrorCode.VIR_ERR_NO_DOMAIN) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
