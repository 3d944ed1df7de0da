package io.hypervigil.libvirt.description;

import io.hypervigil.libvirt.xml.Element;
import java.util.Optional;

/**
 * A disk of a domain.
 *
 * @param target what the domain calls it: {@code vda}; the guest may call it otherwise
 * @param type of its source: {@code file}, {@code block}, {@code network}, {@code volume}, {@code
 *     dir}, {@code nvme}, {@code vhostuser}, {@code vhostvdpa}
 * @param device {@code disk}, {@code cdrom}, {@code lun}, {@code floppy}
 * @param source its path, its name on the network, its volume, or its PCI address; empty where no
 *     medium is in
 * @param protocol of a network disk: {@code rbd}, {@code iscsi}, {@code nbd}
 * @param pool the storage pool of a volume
 * @param format {@code qcow2}, {@code raw}
 * @param limits what it is held to
 */
public record Disk(
        String target,
        String type,
        String device,
        Optional<String> source,
        Optional<String> protocol,
        Optional<String> pool,
        Optional<String> driver,
        Optional<String> format,
        Optional<String> cache,
        Optional<String> discard,
        Optional<String> bus,
        Optional<String> serial,
        boolean isReadOnly,
        boolean isShareable,
        DiskLimits limits) {

    static Disk of(Element disk) {
        var type = disk.attribute("type").orElse("");
        var source = disk.at("source");
        var driver = disk.at("driver");
        var target = disk.at("target");
        return new Disk(
                target.attribute("dev").orElse(""),
                type,
                disk.attribute("device").orElse("disk"),
                source(type, source),
                source.attribute("protocol"),
                source.attribute("pool"),
                driver.attribute("name"),
                driver.attribute("type"),
                driver.attribute("cache"),
                driver.attribute("discard"),
                target.attribute("bus"),
                disk.at("serial").content(),
                disk.hasChild("readonly"),
                disk.hasChild("shareable"),
                DiskLimits.of(disk.at("iotune")));
    }

    private static Optional<String> source(String type, Element source) {
        return switch (type) {
            case "file" -> source.attribute("file");
            case "block", "vhostvdpa" -> source.attribute("dev");
            case "dir" -> source.attribute("dir");
            case "network" -> source.attribute("name");
            case "volume" -> source.attribute("volume");
            case "nvme" -> source.child("address").flatMap(AddressElement::text);
            case "vhostuser" -> source.attribute("path");
            default -> Optional.empty();
        };
    }
}
