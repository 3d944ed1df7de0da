package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
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
        Optional<String> base) {

    static VolumePlan of(Vm vm, DomainCopy.CopiedDisk disk, String vmName, boolean isOverlay)
            throws ActionFailure, VirtException {
        var original =
                vm.libvirt().volumes().at(disk.path()).orElseThrow(() -> noVolume(vm, disk.path()));
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

    Volume make(VirtConnection libvirt) throws VirtException {
        return base.isPresent()
                ? libvirt.volumes().create(pool, xml)
                : libvirt.volumes().copy(pool, xml, original);
    }

    /** {@code virStorageVolCreateXMLFrom(default, web2-vda.qcow2, /pool/web.qcow2)}. */
    String text() {
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

    private static ActionFailure noVolume(Vm vm, String path) {
        return Refusal.of(
                Kind.UNSUPPORTED,
                vm.name() + ": " + path + " is no volume of an active storage pool",
                "make a storage pool of its folder, or refresh the one there is");
    }
}
