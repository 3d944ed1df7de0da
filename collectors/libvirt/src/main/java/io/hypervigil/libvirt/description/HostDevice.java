package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A device of the host that is given to a domain. USB and SCSI devices are not among them: nothing
 * here is known by their addresses.
 */
public sealed interface HostDevice {

    /**
     * A PCI device, or a virtual function of one.
     *
     * @param address {@code 0000:3b:00.0}
     * @param isManaged whether libvirt takes it from its driver and gives it back
     * @param role what it is given as
     */
    record Pci(String address, boolean isManaged, Role role) implements HostDevice {}

    /** What a description says of a PCI device. */
    enum Role {
        /** A device of any kind. */
        ANY,
        /** An interface of a network: a virtual function of a card. */
        INTERFACE,
        /** An NVMe disk. */
        DISK
    }

    /**
     * A mediated device: a part of a PCI device.
     *
     * @param uuid lower case
     * @param model {@code vfio-pci}
     */
    record Mediated(String uuid, Optional<String> model) implements HostDevice {}

    /** Those given as such, as network interfaces, and as NVMe disks. */
    static List<HostDevice> all(Element devices) {
        var given = devices.children("hostdev").flatMap(HostDevice::given);
        var interfaces =
                devices.children("interface")
                        .filter(nic -> nic.has("type", "hostdev"))
                        .flatMap(nic -> pci(nic, nic, Role.INTERFACE));
        var disks =
                devices.children("disk")
                        .filter(disk -> disk.has("type", "nvme"))
                        .flatMap(disk -> pci(disk, disk.at("source"), Role.DISK));
        return Stream.of(given, interfaces, disks).flatMap(found -> found).toList();
    }

    private static Stream<HostDevice> given(Element device) {
        return switch (device.attribute("type").orElse("")) {
            case "pci" -> pci(device, device, Role.ANY);
            case "mdev" -> mediated(device);
            default -> Stream.of();
        };
    }

    private static Stream<HostDevice> pci(Element device, Element managed, Role role) {
        return AddressElement.text(device.at("source", "address"))
                .<HostDevice>map(address -> new Pci(address, managed.has("managed", "yes"), role))
                .stream();
    }

    private static Stream<HostDevice> mediated(Element device) {
        return device
                .at("source", "address")
                .attribute("uuid")
                .map(uuid -> uuid.toLowerCase(Locale.ROOT))
                .<HostDevice>map(uuid -> new Mediated(uuid, device.attribute("model")))
                .stream();
    }
}
