package io.hypervigil.libvirt.template;

import io.hypervigil.libvirt.image.ImageFormat;
import io.hypervigil.libvirt.template.Template.Order;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Machines as the tests want them. */
final class Plans {

    static final UUID ONE = UUID.fromString("6b1f0d9e-3c1e-4a53-9d54-2f6f0f3f8a01");
    static final String MDEV = "4b20d080-1b54-4048-85b3-a6a62d165c01";

    private Plans() {}

    /** An emulated one with nothing in it. */
    static Machine small(String board) {
        return new Machine(
                Hypervisor.QEMU, "x86_64", board, Firmware.BIOS, 1, 1, 16 << 20, 16 << 20);
    }

    static Devices devices(List<VmDisk> disks, Optional<Path> seed, Optional<Path> log) {
        return new Devices(
                disks, seed, List.of(), List.of(), log, true, true, Duration.ofSeconds(10), 2);
    }

    static DomainPlan plan(Machine machine, Devices devices) {
        return new DomainPlan(
                "web-1", ONE, Optional.of("ada"), Optional.of("small"), machine, devices);
    }

    /** What a template of GPU machines makes, all parameters given. */
    static DomainPlan gpuMachine() {
        var machine =
                new Machine(
                        Hypervisor.KVM, "x86_64", "q35", Firmware.EFI, 4, 8, 4L << 30, 8L << 30);
        var template =
                new Template(
                        "gpu",
                        "",
                        machine,
                        Optional.empty(),
                        1 << 30,
                        DiskBus.VIRTIO,
                        new NetworkLink.Virtual("default"),
                        true,
                        true,
                        Duration.ofSeconds(10),
                        0,
                        Optional.empty(),
                        List.of());
        return template.plan(
                new Order(
                        "train-7",
                        ONE,
                        Optional.of("R&D <\"'>"),
                        Optional.of(6),
                        Optional.of(16L << 30),
                        List.of(
                                new VmDisk(
                                        Path.of("/d/train-7.qcow2"),
                                        ImageFormat.QCOW2,
                                        DiskBus.VIRTIO),
                                new VmDisk(Path.of("/dev/vg/data"), ImageFormat.RAW, DiskBus.SCSI)),
                        Optional.of(Path.of("/d/train-7.iso")),
                        Optional.of(new NetworkLink.Bridge("br0")),
                        Optional.of(new MacAddress("52:54:00:AB:CD:EF")),
                        List.of(PassedGpu.parse("00000000:65:00.0"), PassedGpu.parse(MDEV)),
                        Optional.of(Path.of("/l/train-7.log"))));
    }
}
