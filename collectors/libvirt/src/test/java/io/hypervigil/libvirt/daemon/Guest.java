package io.hypervigil.libvirt.daemon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A guest of 16 MiB under emulation, which has nothing to boot.
 *
 * @param name any text that libvirt takes
 * @param uuid 36 characters, lower case
 * @param parts XML within {@code domain}: {@code <on_crash>preserve</on_crash>}
 * @param devices XML within {@code devices}
 */
public record Guest(String name, String uuid, List<String> parts, List<String> devices) {

    public Guest {
        parts = List.copyOf(parts);
        devices = List.copyOf(devices);
    }

    /** A guest without disk and network. */
    public static Guest named(String name) {
        return new Guest(name, UUID.randomUUID().toString(), List.of(), List.of());
    }

    /** The same with something more within {@code domain}. */
    public Guest with(String part) {
        return new Guest(name, uuid, and(parts, part), devices);
    }

    /** The same with one device more. */
    public Guest withDevice(String device) {
        return new Guest(name, uuid, parts, and(devices, device));
    }

    /** The same with a disk: {@code vda}. */
    public Guest withDisk(Path qcow2, String target) {
        return withDisk(qcow2, target, "type='qcow2'");
    }

    /** The same with a disk and attributes of its driver: {@code type='raw'}. */
    public Guest withDisk(Path file, String target, String driver) {
        return withDevice(
                "<disk type='file' device='disk'><driver name='qemu' "
                        + driver
                        + "/><source file='"
                        + file
                        + "'/><target dev='"
                        + target
                        + "' bus='virtio'/></disk>");
    }

    /** The description that libvirt is given. */
    public String xml() {
        return "<domain type='qemu'><name>"
                + name.replace("&", "&amp;").replace("<", "&lt;")
                + "</name><uuid>"
                + uuid
                + "</uuid><memory unit='MiB'>16</memory><vcpu>1</vcpu>"
                + "<os><type arch='x86_64'>hvm</type></os>"
                + String.join("", parts)
                + "<devices>"
                + String.join("", devices)
                + "</devices></domain>";
    }

    private static List<String> and(List<String> before, String one) {
        var all = new ArrayList<>(before);
        all.add(one);
        return all;
    }
}
