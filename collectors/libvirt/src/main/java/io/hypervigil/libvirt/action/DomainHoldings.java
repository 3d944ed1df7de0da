package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.description.Disk;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.image.Disks;
import io.hypervigil.libvirt.image.ImageCache;
import io.hypervigil.libvirt.image.ImageStore;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.quota.Amounts;
import io.hypervigil.libvirt.quota.Holding;
import io.hypervigil.libvirt.quota.Holdings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the VMs of all connections have, by their descriptions: virtual CPUs and memory as they are
 * set now, GPUs and parts of them, and the disks that were made here, as their guests see them.
 *
 * <p>Thread: any. Each answer costs a description a VM, 0.1 ms.
 */
public final class DomainHoldings implements Holdings {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ControlConnections connections;
    private final ImageStore images;
    private final LostThreads threads = new LostThreads();

    /**
     * @param images to know how large disks are
     */
    public DomainHoldings(ControlConnections connections, ImageStore images) {
        this.connections = connections;
        this.images = images;
    }

    @Override
    public List<Holding> now() throws ActionFailure {
        var all = new ArrayList<Holding>();
        var cache = images.cache();
        for (String name : connections.names()) {
            var going =
                    threads.begin(_ -> connections.with(name, libvirt -> of(name, libvirt, cache)));
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

    private static List<Holding> of(
            String name, VirtConnection libvirt, Optional<ImageCache> images) throws ActionFailure {
        try {
            var domains = libvirt.domains(Set.of());
            try {
                var holdings = new ArrayList<Holding>();
                for (VirtDomain domain : domains) {
                    holding(domain, images).ifPresent(holdings::add);
                }
                return holdings;
            } finally {
                domains.forEach(VirtDomain::close);
            }
        } catch (VirtException e) {
            throw Refusal.of(name, e);
        }
    }

    private static Optional<Holding> holding(VirtDomain domain, Optional<ImageCache> images)
            throws ActionFailure, VirtException {
        try {
            var description = VmDetails.parsed(domain.name(), domain.xml());
            return Optional.of(holding(domain.uuid(), description, images));
        } catch (VirtException e) {
            if (e.code() == VirtErrorCode.VIR_ERR_NO_DOMAIN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What a domain of such a description has. */
    static Holding holding(String uuid, DomainDescription vm, Optional<ImageCache> images) {
        return new Holding(uuid, VmDetails.owner(vm), amounts(vm, images));
    }

    /** What a description amounts to. */
    static Amounts amounts(DomainDescription vm, Optional<ImageCache> images) {
        return new Amounts(
                vm.vcpus().current(),
                vm.memory().currentBytes().orElse(0),
                vm.disks().stream().mapToLong(disk -> bytes(disk, images)).sum(),
                vm.hostDevices().size());
    }

    /** Disks that others made are not ours to count. */
    private static long bytes(Disk disk, Optional<ImageCache> images) {
        if (images.isEmpty() || disk.isReadOnly() || disk.source().isEmpty()) {
            return 0;
        }
        return bytes(images.get().disks(), disk.source().get());
    }

    private static long bytes(Disks disks, String source) {
        try {
            var file = Path.of(source);
            return disks.folders().contains(file.getParent()) ? disks.virtualBytes(file) : 0;
        } catch (ActionFailure | IllegalArgumentException _) {
            return 0;
        }
    }
}
