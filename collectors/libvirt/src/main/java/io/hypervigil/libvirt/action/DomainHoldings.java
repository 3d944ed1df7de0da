package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.quota.Holding;
import io.hypervigil.libvirt.quota.Holdings;
import java.time.Duration;
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

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ControlConnections connections;
    private final Accounting accounting;
    private final LostThreads threads = new LostThreads();

    public DomainHoldings(ControlConnections connections, Accounting accounting) {
        this.connections = connections;
        this.accounting = accounting;
    }

    @Override
    public List<Holding> now() throws ActionFailure {
        var all = new ArrayList<Holding>();
        for (String name : connections.names()) {
            var going = threads.begin(_ -> connections.with(name, libvirt -> of(name, libvirt)));
            all.addAll(
                    going.within(PATIENCE)
                            .orElseThrow(
                                    () ->
                                            Refusal.of(
                                                    ActionFailure.Kind.UNAVAILABLE,
                                                    name
                                                            + " does not say which VMs there are,"
                                                            + " and so not what is left of quotas",
                                                    "see whether libvirtd answers")));
        }
        return all;
    }

    private List<Holding> of(String name, VirtConnection libvirt) throws ActionFailure {
        try {
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
        } catch (VirtException e) {
            throw Refusal.of(name, e);
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
