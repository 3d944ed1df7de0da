package io.hypervigil.libvirt.template;

import io.hypervigil.collect.settings.Setting;
import io.hypervigil.libvirt.cloudinit.GuestLogin;
import io.hypervigil.libvirt.image.ImageDigest;
import io.hypervigil.libvirt.image.ImageFormat;
import io.hypervigil.libvirt.image.ImageRequest;
import io.hypervigil.libvirt.image.ImageSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A template of {@code collectors.libvirt.templates.NAME} in the configuration. */
public record ConfiguredTemplate(
        @Setting(help = "One line for people.") String summary,
        @Setting(help = "What runs it: kvm, or qemu for emulation.", byDefault = "kvm")
                Hypervisor hypervisor,
        @Setting(help = "The processor, as QEMU names it.", byDefault = "x86_64")
                String architecture,
        @Setting(help = "The board, as QEMU names it.", byDefault = "q35") String machine,
        @Setting(help = "What it starts by: bios or efi.", byDefault = "bios") Firmware firmware,
        @Setting(help = "Virtual processors.", byDefault = "2", min = 1, max = 1024) int vcpus,
        @Setting(help = "Virtual processors that it can have while it runs.", min = 1, max = 1024)
                Optional<Integer> maxVcpus,
        @Setting(help = "Bytes of memory.", byDefault = "2147483648", min = 1048576)
                long memoryBytes,
        @Setting(help = "Bytes of memory that it can have while it runs.", min = 1048576)
                Optional<Long> maxMemoryBytes,
        @Setting(help = "The image its disk stands on: https://HOST/PATH or file:///PATH.")
                Optional<String> image,
        @Setting(help = "The SHA-256 of that image.") Optional<String> imageSha256,
        @Setting(help = "The format of that image: qcow2 or raw; both where nothing is said.")
                Optional<ImageFormat> imageFormat,
        @Setting(help = "Bytes of its disk.", byDefault = "21474836480", min = 1048576)
                long diskBytes,
        @Setting(help = "How its disks are attached: virtio, scsi or sata.", byDefault = "virtio")
                DiskBus diskBus,
        @Setting(
                        help = "Its network: network:NAME of libvirt's, bridge:NAME, user or none.",
                        byDefault = "network:default")
                String network,
        @Setting(help = "Whether it has a channel to QEMU's guest agent.", byDefault = "true")
                boolean agent,
        @Setting(help = "Whether it gets randomness from the host.", byDefault = "true")
                boolean randomness,
        @Setting(help = "How often it tells of its memory; never where 0.", byDefault = "10s")
                Duration balloonPeriod,
        @Setting(
                        help = "How many devices can be attached while it runs.",
                        byDefault = "4",
                        min = 0,
                        max = 24)
                int sparePorts,
        @Setting(help = "The user that cloud-init makes; the image's own where none is named.")
                Optional<String> user,
        @Setting(help = "Keys that cloud-init lets in, as in authorized_keys.")
                List<String> sshKeys) {

    /** Refuses what no machine can be. */
    public ConfiguredTemplate {
        sshKeys = List.copyOf(sshKeys);
        if (image.isPresent() != imageSha256.isPresent()) {
            throw new IllegalArgumentException(
                    "image_sha256: given with image, and not without it, expected");
        }
        image.ifPresent(text -> checked("image", () -> ImageSource.parse(text)));
        imageSha256.ifPresent(text -> checked("image_sha256", () -> ImageDigest.parse(text)));
        NetworkLink.parse(network);
        new GuestLogin(user, sshKeys, Optional.empty());
        machine(
                hypervisor,
                architecture,
                machine,
                firmware,
                vcpus,
                maxVcpus,
                memoryBytes,
                maxMemoryBytes);
    }

    /**
     * The template of that name.
     *
     * @throws IllegalArgumentException where the name is none
     */
    public Template named(String name) {
        return new Template(
                name,
                summary,
                machine(
                        hypervisor,
                        architecture,
                        machine,
                        firmware,
                        vcpus,
                        maxVcpus,
                        memoryBytes,
                        maxMemoryBytes),
                image.map(ImageSource::parse)
                        .map(
                                source ->
                                        new ImageRequest(
                                                source,
                                                ImageDigest.parse(imageSha256.orElse("")),
                                                imageFormat)),
                diskBytes,
                diskBus,
                NetworkLink.parse(network),
                agent,
                randomness,
                balloonPeriod,
                sparePorts,
                user,
                sshKeys);
    }

    // One place for what both the check and the template need; a compact constructor has no fields.
    private static Machine machine(
            Hypervisor hypervisor,
            String architecture,
            String board,
            Firmware firmware,
            int vcpus,
            Optional<Integer> maxVcpus,
            long memoryBytes,
            Optional<Long> maxMemoryBytes) {
        return new Machine(
                hypervisor,
                architecture,
                board,
                firmware,
                vcpus,
                maxVcpus.orElse(vcpus),
                memoryBytes,
                maxMemoryBytes.orElse(memoryBytes));
    }

    private static void checked(String component, Supplier<?> parsed) {
        try {
            var _ = parsed.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(component + ": " + e.getMessage(), e);
        }
    }
}
