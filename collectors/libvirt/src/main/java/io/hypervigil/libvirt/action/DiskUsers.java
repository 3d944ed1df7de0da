package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.libvirt.connection.LinkPlace;
import io.hypervigil.libvirt.image.DiskFile;
import io.hypervigil.libvirt.image.ImageFormat;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtErrorCode;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.xml.Element;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import io.hypervigil.libvirt.xml.XmlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which VMs of a connection have which disks, or have disks that stand on them.
 *
 * <p>What a disk stands on is known where a description says so (of a VM that runs, or that was
 * cloned here), where the disk is a volume of a storage pool, and where it is a qcow2 file of this
 * host that can be read.
 */
final class DiskUsers {

    private final List<User> all;

    private DiskUsers(List<User> all) {
        this.all = all;
    }

    /**
     * @param isBase whether a disk of the VM stands on it
     */
    record User(String vm, String uuid, String path, boolean isBase) {

        /** For people. */
        String text() {
            return isBase ? "vm " + vm + " (a disk of it stands on this)" : "vm " + vm;
        }
    }

    static DiskUsers read(VirtConnection libvirt) throws ActionFailure, VirtException {
        var users = new ArrayList<User>();
        var domains = libvirt.domains(Set.of());
        try {
            for (VirtDomain domain : domains) {
                read(libvirt, domain, users);
            }
        } finally {
            domains.forEach(VirtDomain::close);
        }
        return new DiskUsers(users);
    }

    List<User> all() {
        return all;
    }

    /** Those of one disk. */
    List<User> of(String path) {
        return all.stream().filter(user -> user.path().equals(path)).distinct().toList();
    }

    private static void read(VirtConnection libvirt, VirtDomain domain, List<User> users)
            throws ActionFailure, VirtException {
        try {
            var devices = XmlText.read(domain.xml(), "domain").at("devices");
            for (Element disk : devices.children("disk").toList()) {
                var own = path(disk);
                if (own.isPresent()) {
                    users.add(new User(domain.name(), domain.uuid(), own.get(), false));
                    for (String base : bases(libvirt, disk, own.get())) {
                        users.add(new User(domain.name(), domain.uuid(), base, true));
                    }
                }
            }
        } catch (MalformedXmlException e) {
            throw new ActionFailure(
                    Kind.FAILED, domain.name() + ": " + e.getMessage(), "see virsh dumpxml", e);
        } catch (VirtException e) {
            if (e.code() != VirtErrorCode.VIR_ERR_NO_DOMAIN) {
                throw e;
            }
        }
    }

    private static Set<String> bases(VirtConnection libvirt, Element disk, String own)
            throws MalformedXmlException {
        var bases = new HashSet<String>();
        for (Element layer = disk.at("backingStore");
                path(layer).isPresent();
                layer = layer.at("backingStore")) {
            bases.add(path(layer).get());
        }
        volumeBase(libvirt, own).ifPresent(bases::add);
        if (LinkPlace.isLocal(libvirt.uri()) && isQcow2(disk)) {
            DiskFile.bases(own).forEach(base -> bases.add(base.toString()));
        }
        return bases;
    }

    /** As it is told, never as it looks: a guest can write any header into a raw disk. */
    private static boolean isQcow2(Element disk) {
        return disk.at("driver").attribute("type").equals(Optional.of(ImageFormat.QCOW2.text()));
    }

    /** Where libvirt has no storage driver, or the pool is gone, nothing is known. */
    private static Optional<String> volumeBase(VirtConnection libvirt, String path)
            throws MalformedXmlException {
        try {
            var volume = libvirt.volumes().at(path);
            return volume.isEmpty()
                    ? Optional.empty()
                    : XmlText.read(volume.get().xml(), "volume")
                            .at("backingStore", "path")
                            .content();
        } catch (VirtException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> path(Element disk) {
        var source = disk.at("source");
        return Stream.of("file", "dev")
                .flatMap(name -> source.attribute(name).stream())
                .findFirst();
    }
}
