package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.libvirt.description.Disk;
import io.hypervigil.libvirt.image.ImageCache;
import io.hypervigil.libvirt.image.ImageStore;
import java.util.Optional;

/** Keeps VMs from writing to base images, which would ruin the disks of all others on them. */
final class BaseImages {

    private BaseImages() {}

    static void refuseWritable(ImageStore images, Iterable<Disk> disks) throws ActionFailure {
        for (Disk disk : disks) {
            // libvirt makes a CD read-only without being told.
            boolean isWritable = !disk.isReadOnly() && !disk.device().equals("cdrom");
            if (isWritable && disk.source().isPresent()) {
                refuse(images, disk.source().get());
            }
        }
    }

    static void refuse(ImageStore images, String file) throws ActionFailure {
        if (cache(images).filter(cache -> cache.isImage(file)).isPresent()) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    file + " is a base image, which no VM may write to",
                    "vm.create makes a disk that stands on it; read_only, or <readonly/>, shares"
                            + " it");
        }
    }

    /** Where there is none, or another process has it, this one has no images to keep. */
    private static Optional<ImageCache> cache(ImageStore images) {
        try {
            return images.cache();
        } catch (ActionFailure _) {
            return Optional.empty();
        }
    }
}
