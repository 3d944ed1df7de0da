package io.hypervigil.libvirt.action;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.connection.LinkPlace;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.description.HostDevice;
import io.hypervigil.libvirt.domain.GpuCount;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.quota.Amounts;
import java.util.Collection;
import java.util.Optional;

/**
 * What descriptions amount to, as quotas count it.
 *
 * <p>Thread: any platform thread.
 */
public final class Accounting {

    private final GpuCount gpus;

    /**
     * @param facts which devices are GPUs
     * @param sys the host's /sys
     */
    public Accounting(FactBoard facts, FileTree sys) {
        this.gpus = new GpuCount(facts, sys);
    }

    /**
     * What a description amounts to.
     *
     * @param libvirt where the domain is, or will be
     * @param domain empty where it is not there yet
     */
    Amounts amounts(DomainDescription vm, VirtConnection libvirt, Optional<VirtDomain> domain) {
        return new Amounts(
                vm.vcpus().current(),
                vm.memory().currentBytes().orElse(0),
                new DiskSizes(libvirt, domain).sum(vm.disks()),
                gpus(vm.hostDevices(), libvirt));
    }

    /** How many GPUs, and parts of them, are among these. */
    long gpus(Collection<HostDevice> devices, VirtConnection libvirt) {
        return gpus.of(devices, LinkPlace.isLocal(libvirt.uri()));
    }
}
