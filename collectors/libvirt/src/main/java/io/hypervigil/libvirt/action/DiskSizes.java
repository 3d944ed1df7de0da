package io.hypervigil.libvirt.action;

import io.hypervigil.libvirt.connection.LinkPlace;
import io.hypervigil.libvirt.description.Disk;
import io.hypervigil.libvirt.image.DiskFile;
import io.hypervigil.libvirt.image.ImageFormat;
import io.hypervigil.libvirt.jna.VirtConnection;
import io.hypervigil.libvirt.jna.VirtDomain;
import io.hypervigil.libvirt.jna.VirtException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How large disks are for their guests: by the file where it can be read here, by the volume of a
 * storage pool, or by the domain that has the disk.
 *
 * <p>Thread: any platform thread that may be lost.
 */
final class DiskSizes {

    private static final Set<String> WRITABLE = Set.of("disk", "lun");

    private final VirtConnection libvirt;
    private final Optional<VirtDomain> domain;

    /**
     * @param domain that has the disks; empty where it is not there yet
     */
    DiskSizes(VirtConnection libvirt, Optional<VirtDomain> domain) {
        this.libvirt = libvirt;
        this.domain = domain;
    }

    /** All that a domain can write to alone; what nobody can tell of counts nothing. */
    long sum(Iterable<Disk> disks) {
        long sum = 0;
        for (Disk disk : disks) {
            if (isCounted(disk)) {
                long bytes = Math.max(0, bytes(disk).orElse(0));
                sum = sum > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : sum + bytes;
            }
        }
        return sum;
    }

    private static boolean isCounted(Disk disk) {
        return WRITABLE.contains(disk.device()) && !disk.isReadOnly() && !disk.isShareable();
    }

    private OptionalLong bytes(Disk disk) {
        var source = disk.source();
        if (source.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            var bytes =
                    switch (disk.type()) {
                        case "file", "block" -> atPath(source.get(), format(disk));
                        case "volume" ->
                                libvirt.volumes().capacity(disk.pool().orElse(""), source.get());
                        default -> OptionalLong.empty();
                    };
            return bytes.isPresent() ? bytes : ofDomain(disk);
        } catch (VirtException _) {
            return OptionalLong.empty();
        }
    }

    /** Of a file or a device; empty where nobody can tell. */
    OptionalLong atPath(String path, Optional<ImageFormat> format) throws VirtException {
        if (format.isPresent() && LinkPlace.isLocal(libvirt.uri())) {
            var bytes = DiskFile.virtualBytes(path, format.get());
            if (bytes.isPresent()) {
                return bytes;
            }
        }
        return libvirt.volumes().capacity(path);
    }

    /** What libvirt takes a disk for where nothing is said is raw. */
    private static Optional<ImageFormat> format(Disk disk) {
        return ImageFormat.of(disk.format().orElse(ImageFormat.RAW.text()));
    }

    /** For one that runs its hypervisor is asked, unless it owes an answer already. */
    private OptionalLong ofDomain(Disk disk) throws VirtException {
        return domain.isPresent() && domain.get().isAnswering()
                ? OptionalLong.of(domain.get().diskBytes(disk.target()))
                : OptionalLong.empty();
    }
}
