package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.libvirt.image.Disks;
import io.hypervigil.libvirt.jna.StorageVolumes.Volume;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.xml.Element;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import io.hypervigil.libvirt.xml.XmlText;
import io.hypervigil.libvirt.xml.XmlTree;
import java.util.Optional;

/**
 * A volume that is to be made from another.
 *
 * @param disk that it is for
 * @param pool of the original, and so of the new one
 * @param original its path
 * @param name of the new one
 * @param xml of the new one
 * @param base what it stands on: the original; empty where it is a copy
 */
record VolumePlan(
        DomainCopy.CopiedDisk disk,
        String pool,
        String original,
        String name,
        String xml,
        Optional<String> base)
        implements DiskCopy {

    /** Empty where the disk is no volume that libvirt knows. */
    static Optional<DiskCopy> of(
            Vm vm, DomainCopy.CopiedDisk disk, String vmName, boolean isOverlay)
            throws ActionFailure, VirtException {
        var original = vm.libvirt().volumes().at(disk.path());
        return original.isEmpty()
                ? Optional.empty()
                : Optional.of(of(disk, original.get(), vmName, isOverlay));
    }

    private static VolumePlan of(
            DomainCopy.CopiedDisk disk, Volume original, String vmName, boolean isOverlay)
            throws ActionFailure {
        var described = described(original);
        var format = described.at("target", "format").attribute("type").orElse("raw");
        var name = vmName + "-" + disk.target() + (isOverlay ? ".qcow2" : "." + format);
        var xml = XmlTree.of("volume").addText("name", name);
        xml.add("capacity", "unit", "bytes");
        xml.setText("capacity", Long.toString(described.at("capacity").whole().orElse(0)));
        xml.add("target").add("format", "type", isOverlay ? "qcow2" : format);
        if (isOverlay) {
            var base = xml.add("backingStore");
            base.addText("path", original.path());
            base.add("format", "type", format);
        }
        return new VolumePlan(
                disk,
                original.pool(),
                original.path(),
                name,
                xml.xml(),
                isOverlay ? Optional.of(format) : Optional.empty());
    }

    @Override
    public String make(VirtConnection libvirt, Disks.CopyWatch watch) throws VirtException {
        var made =
                base.isPresent()
                        ? libvirt.volumes().create(pool, xml)
                        : libvirt.volumes().copy(pool, xml, original);
        return made.path();
    }

    @Override
    public void takeBack(VirtConnection libvirt) throws VirtException {
        boolean _ = libvirt.volumes().delete(pool, name);
    }

    /** {@code virStorageVolCreateXMLFrom(default, web2-vda.qcow2, /pool/web.qcow2)}. */
    @Override
    public String text() {
        return (base.isPresent() ? "virStorageVolCreateXML(" : "virStorageVolCreateXMLFrom(")
                + pool
                + ", "
                + name
                + ", "
                + original
                + ")";
    }

    private static Element described(Volume volume) throws ActionFailure {
        try {
            return XmlText.read(volume.xml(), "volume");
        } catch (MalformedXmlException e) {
            throw new ActionFailure(
                    Kind.FAILED, volume.path() + ": " + e.getMessage(), "see virsh vol-dumpxml", e);
        }
    }
}
