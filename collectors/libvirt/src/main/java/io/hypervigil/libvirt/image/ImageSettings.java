package io.hypervigil.libvirt.image;

import io.hypervigil.collect.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code collectors.libvirt.images} in the configuration. */
public record ImageSettings(
        @Setting(
                        help =
                                "The folder of base images, of this process alone; without one none"
                                        + " can be fetched.")
                Optional<Path> folder,
        @Setting(
                        help =
                                "Folders in which disks of machines and their seeds are made, and"
                                        + " which are looked through for disks that stand on an"
                                        + " image; 'disks' in the folder of images where none is"
                                        + " given.")
                List<Path> disksFolders,
        @Setting(help = "Hosts, or HOST:PORT, that images may be fetched from by https.")
                List<String> hosts,
        @Setting(help = "Folders that images may be copied from.") List<Path> sourceFolders,
        @Setting(
                        help = "Bytes of the largest image that is taken.",
                        byDefault = "34359738368",
                        min = 1)
                long maxImageBytes,
        @Setting(
                        help =
                                "Bytes that all images may have together; those used least recently"
                                        + " and by no disk make room.",
                        byDefault = "137438953472",
                        min = 1)
                long maxCacheBytes,
        @Setting(
                        help = "Bytes of the largest disk that an image may describe.",
                        byDefault = "2199023255552",
                        min = 1)
                long maxVirtualBytes,
        @Setting(help = "How long a server may send nothing.", byDefault = "30s") Duration stall,
        @Setting(help = "How long a download may take as a whole.", byDefault = "2h")
                Duration downloadTimeout,
        @Setting(help = "The program that makes and reads disk images.", byDefault = "qemu-img")
                String qemuImg) {

    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?");

    /** Refuses hosts and folders that are none. */
    public ImageSettings {
        hosts = List.copyOf(hosts);
        sourceFolders = List.copyOf(sourceFolders);
        disksFolders = List.copyOf(disksFolders);
        for (String host : hosts) {
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "hosts: '" + host + "': a host like images.example.org expected");
            }
        }
        if (sourceFolders.stream().anyMatch(one -> !one.isAbsolute())) {
            throw new IllegalArgumentException("source_folders: absolute paths expected");
        }
        if (disksFolders.stream().anyMatch(one -> !one.isAbsolute())) {
            throw new IllegalArgumentException("disks_folders: absolute paths expected");
        }
        if (!stall.isPositive()) {
            throw new IllegalArgumentException("stall: more than 0 expected");
        }
        if (!downloadTimeout.isPositive()) {
            throw new IllegalArgumentException("download_timeout: more than 0 expected");
        }
        if (qemuImg.isBlank()) {
            throw new IllegalArgumentException("qemu_img: empty, a program expected");
        }
    }

    /** The folders of disks, given or not. */
    List<Path> disksFoldersBeside(Path images) {
        return disksFolders.isEmpty()
                ? List.of(images.resolve("disks"))
                : disksFolders.stream().map(Path::normalize).toList();
    }
}
