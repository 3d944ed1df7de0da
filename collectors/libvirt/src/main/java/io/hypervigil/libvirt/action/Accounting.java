package io.hypervigil.libvirt.action;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.connection.LinkPlace;
import io.hypervigil.libvirt.description.Disk;
import io.hypervigil.libvirt.description.DomainDescription;
import io.hypervigil.libvirt.description.HostDevice;
import io.hypervigil.libvirt.domain.GpuCount;
import io.hypervigil.libvirt.image.Disks;
import io.hypervigil.libvirt.image.ImageStore;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.quota.Amounts;
import io.hypervigil.libvirt.quota.Holding;
import java.nio.file.Path;
import java.util.Collection;

/**
 * What descriptions amount to, as quotas count it.
 *
 * <p>Thread: any platform thread.
 */
public final class Accounting {

    private final ImageStore images;
    private final GpuCount gpus;

    /**
     * @param images to know how large disks are
     * @param facts which devices are GPUs
     * @param sys the host's /sys
     */
    public Accounting(ImageStore images, FactBoard facts, FileTree sys) {
        this.images = images;
        this.gpus = new GpuCount(facts, sys);
    }

    /** What a domain of such a description has. */
    Holding holding(String uuid, DomainDescription vm, VirtConnection libvirt)
            throws ActionFailure {
        return new Holding(uuid, VmDetails.owner(vm), amounts(vm, libvirt));
    }

    /**
     * What a description amounts to.
     *
     * @param libvirt where the domain is, or will be
     */
    Amounts amounts(DomainDescription vm, VirtConnection libvirt) throws ActionFailure {
        return new Amounts(
                vm.vcpus().current(),
                vm.memory().currentBytes().orElse(0),
                diskBytes(vm),
                gpus(vm.hostDevices(), libvirt));
    }

    /** How many GPUs, and parts of them, are among these. */
    long gpus(Collection<HostDevice> devices, VirtConnection libvirt) {
        return gpus.of(devices, LinkPlace.isLocal(libvirt.uri()));
    }

    private long diskBytes(DomainDescription vm) throws ActionFailure {
        long sum = 0;
        for (Disk disk : vm.disks()) {
            sum += bytes(disk);
        }
        return sum;
    }

    /** Disks that others made are not ours to count. */
    private long bytes(Disk disk) throws ActionFailure {
        var cache = images.cache();
        if (cache.isEmpty() || disk.isReadOnly() || disk.source().isEmpty()) {
            return 0;
        }
        return bytes(cache.get().disks(), disk.source().get());
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
