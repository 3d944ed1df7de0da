package io.hypervigil.libvirt.domain;

import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.libvirt.description.HostDevice;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many GPUs, and parts of them, are among devices of a host: by what the collector of GPUs
 * knows, by the class of a device in /sys, and where neither knows it, by the description alone.
 *
 * <p>Thread: any.
 */
public final class GpuCount {

    private static final String FIRST_FUNCTION = ".0";

    private final FactBoard facts;
    private final FileTree sys;

    /**
     * @param sys the host's /sys
     */
    public GpuCount(FactBoard facts, FileTree sys) {
        this.facts = facts;
        this.sys = sys;
    }

    /**
     * Each mediated device is one; of PCI devices, those that are GPUs or virtual functions of one.
     * A device that nobody knows counts too, but not as what goes along with the first function of
     * its slot: the sound of a GPU.
     *
     * @param isHere whether it is this host's devices
     */
    public long of(Collection<HostDevice> devices, boolean isHere) {
        var distinct = new LinkedHashSet<>(devices);
        var addresses =
                distinct.stream()
                        .filter(HostDevice.Pci.class::isInstance)
                        .map(device -> ((HostDevice.Pci) device).address())
                        .collect(Collectors.toSet());
        var known = new HeldGpus(facts, sys);
        return distinct.stream()
                .filter(
                        device ->
                                switch (device) {
                                    case HostDevice.Mediated _ -> true;
                                    case HostDevice.Pci pci -> isGpu(pci, addresses, known, isHere);
                                })
                .count();
    }

    private static boolean isGpu(
            HostDevice.Pci device, Set<String> addresses, HeldGpus known, boolean isHere) {
        if (device.role() != HostDevice.Role.ANY) {
            return false;
        }
        var answer = isHere ? known.isGpu(device.address()) : Optional.<Boolean>empty();
        return answer.orElseGet(() -> !isCompanion(device.address(), addresses));
    }

    private static boolean isCompanion(String address, Set<String> addresses) {
        return !address.endsWith(FIRST_FUNCTION)
                && addresses.contains(
                        address.substring(0, address.lastIndexOf('.')) + FIRST_FUNCTION);
    }
}
