package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.Value;
import io.hypervigil.libvirt.jna.VirtException;
import io.hypervigil.libvirt.xml.MalformedXmlException;
import io.hypervigil.libvirt.xml.XmlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The description of a VM that is to be like another.
 *
 * <p>Thread: one.
 */
final class DomainCopy {

    private final XmlTree domain;
    private final String name;
    private final String uuid;
    private final List<CopiedDisk> disks = new ArrayList<>();
    private final List<Value> notes = new ArrayList<>();

    private DomainCopy(XmlTree domain, String name, String uuid) {
        this.domain = domain;
        this.name = name;
        this.uuid = uuid;
    }

    /**
     * A disk that it shall have of its own.
     *
     * @param path that of the original
     */
    record CopiedDisk(XmlTree disk, String target, String path) {

        /** As the description has it; empty where it leaves that to libvirt. */
        Optional<String> format() {
            return disk.child("driver").flatMap(driver -> driver.attribute("type"));
        }

        /** Puts a new disk in the original's place. */
        void standOn(String file, Optional<String> baseFormat) {
            disk.set("type", "file").without("source").without("backingStore");
            disk.add("source", "file", file);
            if (baseFormat.isPresent()) {
                disk.child("driver")
                        .orElseGet(() -> disk.add("driver", "name", "qemu"))
                        .set("type", "qcow2");
                var base = disk.add("backingStore", "type", "file");
                base.add("format", "type", baseFormat.get());
                base.add("source", "file", path);
                // libvirt takes a chain that is told only with its end.
                base.add("backingStore");
            }
        }
    }

    static DomainCopy of(Vm vm, String name, UUID uuid) throws ActionFailure, VirtException {
        try {
            var domain = XmlTree.parse(vm.control().secretInactiveXml(), "domain");
            var copy = new DomainCopy(domain, name, uuid.toString());
            domain.setText("name", name).setText("uuid", uuid.toString()).without("title");
            domain.child("os").ifPresent(os -> os.without("nvram"));
            var devices = domain.child("devices");
            if (devices.isPresent()) {
                copy.renew(vm, devices.get());
            }
            return copy;
        } catch (MalformedXmlException e) {
            throw new ActionFailure(
                    Kind.FAILED, vm.name() + ": " + e.getMessage(), "see virsh dumpxml", e);
        }
    }

    List<CopiedDisk> disks() {
        return disks;
    }

    String name() {
        return name;
    }

    String uuid() {
        return uuid;
    }

    List<Value> notes() {
        return notes;
    }

    String xml() {
        return domain.xml();
    }

    /** What only one VM can have. */
    private void renew(Vm vm, XmlTree devices) throws ActionFailure {
        for (XmlTree card : devices.children("interface")) {
            card.without("mac").without("target");
        }
        for (String kind : List.of("serial", "console")) {
            for (XmlTree device : devices.children(kind)) {
                drop(device, "log", "the log of its console");
            }
        }
        drop(devices, "hostdev", "devices of the host, GPUs among them");
        for (XmlTree disk : devices.children("disk")) {
            if (!isShared(disk)) {
                disks.add(copied(vm, disk));
            }
        }
    }

    private void drop(XmlTree parent, String kind, String what) {
        if (parent.child(kind).isPresent()) {
            parent.without(kind);
            notes.add(new Value.Text("without " + what + ", which only one VM can have"));
        }
    }

    /** What nobody writes to both can read. */
    private static boolean isShared(XmlTree disk) {
        return !disk.attribute("device").orElse("disk").equals("disk")
                || disk.child("readonly").isPresent()
                || disk.child("shareable").isPresent();
    }

    private static CopiedDisk copied(Vm vm, XmlTree disk) throws ActionFailure {
        var target = disk.child("target").flatMap(each -> each.attribute("dev")).orElse("disk");
        var source = disk.child("source");
        var path =
                source.flatMap(each -> each.attribute("file"))
                        .or(() -> source.flatMap(each -> each.attribute("dev")));
        if (path.isEmpty()) {
            throw Refusal.of(
                    Kind.UNSUPPORTED,
                    vm.name() + ": its disk " + target + " is no file and no device of this host",
                    "detach it first, or copy it where it is kept");
        }
        return new CopiedDisk(disk, target, path.get());
    }
}
