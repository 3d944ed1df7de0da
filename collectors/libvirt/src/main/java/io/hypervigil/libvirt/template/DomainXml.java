package io.hypervigil.libvirt.template;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Writes a plan as libvirt's domain XML. */
final class DomainXml {

    private static final int KIBIBYTE = 1024;

    private final DomainPlan plan;
    private final Machine machine;
    private final Devices devices;
    private final XmlElements xml = new XmlElements();
    private final Set<String> targets = new HashSet<>();

    DomainXml(DomainPlan plan) {
        this.plan = plan;
        this.machine = plan.machine();
        this.devices = plan.devices();
    }

    String text() {
        xml.within("domain", this::domain, "type", machine.hypervisor().text());
        return xml.toString();
    }

    private void domain() {
        xml.text("name", plan.name());
        xml.text("uuid", plan.uuid().toString());
        DomainMetadata.write(xml, plan);
        xml.text("memory", kibibytes(machine.maxMemoryBytes()), "unit", "KiB");
        xml.text("currentMemory", kibibytes(machine.memoryBytes()), "unit", "KiB");
        xml.text(
                "vcpu",
                Integer.toString(machine.maxVcpus()),
                "placement",
                "static",
                "current",
                Integer.toString(machine.vcpus()));
        system();
        xml.within("features", this::features);
        if (machine.hypervisor() == Hypervisor.KVM) {
            xml.empty("cpu", "mode", "host-passthrough", "check", "none");
        }
        xml.empty("clock", "offset", "utc");
        xml.text("on_crash", "destroy");
        xml.within("devices", this::devices);
    }

    private static String kibibytes(long bytes) {
        return Long.toString(bytes / KIBIBYTE);
    }

    private void system() {
        Runnable content =
                () ->
                        xml.text(
                                "type",
                                "hvm",
                                "arch",
                                machine.architecture(),
                                "machine",
                                machine.board());
        switch (machine.firmware()) {
            case BIOS -> xml.within("os", content);
            case EFI -> xml.within("os", content, "firmware", "efi");
        }
    }

    private void features() {
        xml.empty("acpi");
        if (machine.isX86()) {
            xml.empty("apic");
        }
    }

    private void devices() {
        disks();
        devices.seed().ifPresent(this::seed);
        controllers();
        devices.cards().forEach(this::card);
        devices.gpus().forEach(this::gpu);
        console();
        if (devices.hasAgent()) {
            xml.within(
                    "channel",
                    () -> xml.empty("target", "type", "virtio", "name", "org.qemu.guest_agent.0"),
                    "type",
                    "unix");
        }
        if (devices.hasRandomness()) {
            xml.within(
                    "rng",
                    () -> xml.text("backend", "/dev/urandom", "model", "random"),
                    "model",
                    "virtio");
        }
        balloon();
    }

    private void disks() {
        int order = 1;
        for (VmDisk disk : devices.disks()) {
            disk(disk, nextTarget(disk.bus().prefix()), order++);
        }
    }

    /** The first name that no disk has, of those that begin so: libvirt places disks by it. */
    private String nextTarget(String prefix) {
        char letter = 'a';
        while (!targets.add(prefix + letter)) {
            letter++;
        }
        return prefix + letter;
    }

    private void disk(VmDisk disk, String target, int order) {
        var file = disk.file().toString();
        xml.within(
                "disk",
                () -> {
                    xml.empty(
                            "driver",
                            "name",
                            "qemu",
                            "type",
                            disk.format().text(),
                            "discard",
                            "unmap");
                    xml.empty("source", disk.isBlockDevice() ? "dev" : "file", file);
                    xml.empty("target", "dev", target, "bus", disk.bus().text());
                    xml.empty("boot", "order", Integer.toString(order));
                },
                "type",
                disk.isBlockDevice() ? "block" : "file",
                "device",
                "disk");
    }

    private void seed(Path file) {
        var bus = machine.cdBus();
        var target = nextTarget(bus.equals("ide") ? "hd" : "sd");
        xml.within(
                "disk",
                () -> {
                    xml.empty("driver", "name", "qemu", "type", "raw");
                    xml.empty("source", "file", file.toString());
                    xml.empty("target", "dev", target, "bus", bus);
                    xml.empty("readonly");
                },
                "type",
                "file",
                "device",
                "cdrom");
    }

    private void controllers() {
        if (devices.hasScsi() || (devices.seed().isPresent() && machine.cdBus().equals("scsi"))) {
            xml.empty("controller", "type", "scsi", "index", "0", "model", "virtio-scsi");
        }
        if (machine.hasExpressPorts()) {
            xml.empty("controller", "type", "pci", "index", "0", "model", "pcie-root");
            for (int i = 1; i <= devices.ports() + devices.sparePorts(); i++) {
                var index = Integer.toString(i);
                xml.empty("controller", "type", "pci", "index", index, "model", "pcie-root-port");
            }
        }
    }

    private void card(NetworkCard card) {
        switch (card.link()) {
            case NetworkLink.Virtual(var name) -> card("network", Optional.of(name), card);
            case NetworkLink.Bridge(var name) -> card("bridge", Optional.of(name), card);
            case NetworkLink.User() -> card("user", Optional.empty(), card);
            case NetworkLink.None() -> {}
        }
    }

    private void card(String type, Optional<String> source, NetworkCard card) {
        xml.within(
                "interface",
                () -> {
                    card.mac().ifPresent(mac -> xml.empty("mac", "address", mac.text()));
                    source.ifPresent(name -> xml.empty("source", type, name));
                    xml.empty("model", "type", "virtio");
                },
                "type",
                type);
    }

    private void gpu(PassedGpu gpu) {
        switch (gpu) {
            case PassedGpu.Pci(var address) ->
                    hostdev(
                            () ->
                                    xml.empty(
                                            "address",
                                            "domain",
                                            "0x" + address.domain(),
                                            "bus",
                                            "0x" + address.bus(),
                                            "slot",
                                            "0x" + address.device(),
                                            "function",
                                            "0x" + address.function()),
                            "type",
                            "pci",
                            "managed",
                            "yes");
            case PassedGpu.Mediated(var uuid) ->
                    hostdev(
                            () -> xml.empty("address", "uuid", uuid.toString()),
                            "type",
                            "mdev",
                            "model",
                            "vfio-pci");
        }
    }

    private void hostdev(Runnable address, String... attributes) {
        var all = new String[attributes.length + 2];
        all[0] = "mode";
        all[1] = "subsystem";
        System.arraycopy(attributes, 0, all, 2, attributes.length);
        xml.within("hostdev", () -> xml.within("source", address), all);
    }

    private void console() {
        xml.within(
                "serial",
                () -> {
                    devices.consoleLog()
                            .ifPresent(
                                    file ->
                                            xml.empty(
                                                    "log",
                                                    "file",
                                                    file.toString(),
                                                    "append",
                                                    "on"));
                    xml.empty("target", "port", "0");
                },
                "type",
                "pty");
        xml.within(
                "console", () -> xml.empty("target", "type", "serial", "port", "0"), "type", "pty");
    }

    private void balloon() {
        var seconds = Long.toString(devices.balloonPeriod().toSeconds());
        if (seconds.equals("0")) {
            xml.empty("memballoon", "model", "virtio");
        } else {
            Runnable stats = () -> xml.empty("stats", "period", seconds);
            xml.within("memballoon", stats, "model", "virtio");
        }
    }
}
