package io.hypervigil.bench;

import io.hypervigil.libvirt.daemon.Guest;
import io.hypervigil.libvirt.daemon.PrivateLibvirtd;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A libvirtd with many domains, private to the bench. */
final class LibvirtHost implements AutoCloseable {

    /** As many as one virsh starts. */
    private static final int AT_ONCE = 20;

    private final PrivateLibvirtd daemon;
    private final String uri;
    private final List<Guest> guests;

    private LibvirtHost(PrivateLibvirtd daemon, String uri, List<Guest> guests) {
        this.daemon = daemon;
        this.uri = uri;
        this.guests = guests;
    }

    /** Real guests, paused, each a QEMU with one vCPU and one disk. */
    static LibvirtHost ofGuests(int count) throws IOException {
        var daemon = PrivateLibvirtd.start();
        var guests = new ArrayList<Guest>();
        var commands = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var disk = daemon.bootDisk("disk" + i + ".raw");
            var guest = Guest.named("guest-" + i).withDisk(disk, "vda", "type='raw'");
            guests.add(guest);
            var file = daemon.folder().resolve("guest" + i + ".xml");
            Files.writeString(file, guest.xml());
            commands.add("create " + file + " --paused");
        }
        for (int from = 0; from < count; from += AT_ONCE) {
            var some = commands.subList(from, Math.min(count, from + AT_ONCE));
            var _ = daemon.virsh(String.join(";", some));
        }
        return new LibvirtHost(daemon, daemon.uri(), guests);
    }

    /** Domains of libvirt's test driver, which answers calls of its own and has no QEMU. */
    static LibvirtHost ofNodes(int count) throws IOException {
        var daemon = PrivateLibvirtd.start();
        var nodes = new StringBuilder("<node>");
        for (int i = 0; i < count; i++) {
            nodes.append(node(i));
        }
        var file = daemon.folder().resolve("nodes.xml");
        Files.writeString(file, nodes.append("</node>"));
        return new LibvirtHost(daemon, daemon.testUri(file), List.of());
    }

    private static String node(int number) {
        var guest =
                Guest.named("node-" + number)
                        .withDevice(
                                "<disk type='file'><source file='/disk"
                                        + number
                                        + "'/><target dev='vda'/></disk>");
        return guest.xml().replace("<domain type='qemu'>", "<domain type='test'>");
    }

    String uri() {
        return uri;
    }

    /** CPU that libvirtd has taken so far. */
    double daemonCpuSeconds() {
        return Measured.cpuSeconds(daemon.pid());
    }

    /** One QEMU answers no more. */
    String stop() {
        var guest = guests.get(guests.size() / 2);
        daemon.signal("STOP", daemon.qemuPid(guest));
        return guest.name();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
