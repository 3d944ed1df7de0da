package io.hypervigil.libvirt.domain;

import io.hypervigil.collect.Fact;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.pci.PciAddress;
import io.hypervigil.libvirt.description.HostDevice;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the GPU behind a device that is given to a domain: by what the collector of GPUs knows, and
 * where it knows nothing of an address, by the class of the device in /sys.
 *
 * <p>Made for one round.
 */
final class HeldGpus {

    /**
     * What a domain holds.
     *
     * @param pciAddress of the device given: of a mediated one, its parent's
     * @param gpu the GPU's UUID, or its address where no driver of the host has it
     */
    record HeldGpu(String pciAddress, String gpu) {}

    private static final String PCI = "bus/pci/devices/";
    private static final String MEDIATED = "bus/mdev/devices/";
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Display controllers, and the processing accelerators that some GPUs without outputs are. */
    private static final Pattern CLASS = Pattern.compile("0x(?:03|12).*");

    private final FileTree sys;
    private final Map<String, String> labels = new HashMap<>();

    /**
     * @param sys the host's /sys
     */
    HeldGpus(FactBoard facts, FileTree sys) {
        this.sys = sys;
        for (Fact.Gpu gpu : facts.facts(Fact.Gpu.class)) {
            gpu.uuid()
                    .ifPresentOrElse(
                            uuid -> labels.put(gpu.pciAddress(), uuid),
                            () -> labels.putIfAbsent(gpu.pciAddress(), gpu.pciAddress()));
        }
    }

    /** Empty where the device is no GPU. */
    Optional<HeldGpu> of(HostDevice device) {
        return switch (device) {
            case HostDevice.Pci(var address, _, _) -> at(address);
            case HostDevice.Mediated(var uuid, _) -> parent(uuid).flatMap(this::at);
        };
    }

    /** Whether a PCI device is a GPU or a part of one; empty where nobody knows the device. */
    Optional<Boolean> isGpu(String address) {
        return at(address)
                .map(_ -> true)
                .or(
                        () ->
                                PciAddress.of(address)
                                        .flatMap(_ -> sys.attribute(PCI + address + "/class"))
                                        .map(_ -> false));
    }

    /** A virtual function is a part of the physical one. */
    private Optional<HeldGpu> at(String address) {
        if (PciAddress.of(address).isEmpty()) {
            return Optional.empty();
        }
        var physical =
                sys.link(PCI + address + "/physfn")
                        .map(link -> link.substring(link.lastIndexOf('/') + 1))
                        .orElse(address);
        return label(physical).map(label -> new HeldGpu(address, label));
    }

    private Optional<String> label(String address) {
        return Optional.ofNullable(labels.get(address))
                .or(
                        () ->
                                sys.attribute(PCI + address + "/class")
                                        .filter(text -> CLASS.matcher(text).matches())
                                        .map(_ -> address));
    }

    private Optional<String> parent(String mediatedUuid) {
        if (!UUID.matcher(mediatedUuid).matches()) {
            return Optional.empty();
        }
        return sys.resolved(MEDIATED + mediatedUuid)
                .map(path -> path.split("/", -1))
                .filter(elements -> elements.length > 1)
                .map(elements -> elements[elements.length - 2]);
    }
}
