package io.hypervigil.libvirt.template;

import io.hypervigil.libvirt.image.ImageFormat;
import java.nio.file.Path;

/**
 * A disk of a machine.
 *
 * @param file or block device below {@code /dev}
 * @param format never guessed: a guest could write another one's header
 */
public record VmDisk(Path file, ImageFormat format, DiskBus bus) {

    private static final Path DEVICES = Path.of("/dev");

    /** Refuses a relative path. */
    public VmDisk {
        PlainText.check("disk", file);
    }

    boolean isBlockDevice() {
        return file.startsWith(DEVICES);
    }
}
