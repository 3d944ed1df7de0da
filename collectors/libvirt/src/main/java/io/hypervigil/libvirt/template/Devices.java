package io.hypervigil.libvirt.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a machine has.
 *
 * @param disks the first is started from
 * @param seed a CD that cloud-init reads
 * @param consoleLog where what comes out of the serial console is kept
 * @param hasAgent whether there is a channel to QEMU's guest agent
 * @param hasRandomness whether the guest gets randomness from the host
 * @param balloonPeriod how often the guest tells of its memory; never where it is zero
 * @param sparePorts how many devices can come while it runs
 */
public record Devices(
        List<VmDisk> disks,
        Optional<Path> seed,
        List<NetworkCard> cards,
        List<PassedGpu> gpus,
        Optional<Path> consoleLog,
        boolean hasAgent,
        boolean hasRandomness,
        Duration balloonPeriod,
        int sparePorts) {

    private static final int MOST = 24;

    /** Refuses too many, and the same twice. */
    public Devices {
        disks = List.copyOf(disks);
        cards = List.copyOf(cards);
        gpus = List.copyOf(gpus);
        check("disks", disks);
        check("networks", cards);
        check("gpus", gpus);
        if (disks.stream().map(VmDisk::file).distinct().count() < disks.size()) {
            throw new IllegalArgumentException("disks: one of them twice");
        }
        if (gpus.stream().distinct().count() < gpus.size()) {
            throw new IllegalArgumentException("gpus: one of them twice");
        }
        seed.ifPresent(file -> PlainText.check("seed", file));
        consoleLog.ifPresent(file -> PlainText.check("console log", file));
        if (balloonPeriod.isNegative()) {
            throw new IllegalArgumentException("balloon_period: 0 or more expected");
        }
        if (sparePorts < 0 || sparePorts > MOST) {
            throw new IllegalArgumentException("spare_ports: from 0 to " + MOST + " expected");
        }
    }

    private static void check(String component, List<?> devices) {
        if (devices.size() > MOST) {
            throw new IllegalArgumentException(component + ": at most " + MOST + " expected");
        }
    }

    /** Ports that are needed now, a controller of USB that libvirt adds among them. */
    int ports() {
        long virtio = disks.stream().filter(disk -> disk.bus() == DiskBus.VIRTIO).count();
        return (int) virtio
                + cards.size()
                + gpus.size()
                + (hasScsi() ? 1 : 0)
                + (hasAgent ? 1 : 0)
                + (hasRandomness ? 1 : 0)
                + 2;
    }

    boolean hasScsi() {
        return disks.stream().anyMatch(disk -> disk.bus() == DiskBus.SCSI);
    }
}
