package io.hypervigil.libvirt.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.libvirt.image.Disks;
import io.hypervigil.libvirt.image.ImageFormat;
import io.hypervigil.libvirt.jna.VirtConnection;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A qcow2 disk in a folder of ours that is to be made from another.
 *
 * @param file of the new one, in the same folder
 * @param isOverlay whether it stands on the original; else it stands on what that stands on
 */
record FileCopy(
        DomainCopy.CopiedDisk disk, Disks disks, Path originalFile, Path file, boolean isOverlay)
        implements DiskCopy {

    /** Empty where the disk is none of ours. */
    static Optional<DiskCopy> of(
            DomainCopy.CopiedDisk disk, String uuid, boolean isOverlay, Disks disks)
            throws ActionFailure {
        var original = Path.of(disk.path());
        var folder = original.getParent();
        if (folder == null
                || !disk.format().equals(Optional.of(ImageFormat.QCOW2.text()))
                || !disks.folders().contains(folder)) {
            return Optional.empty();
        }
        var file = disks.file(folder, uuid + "-" + disk.target());
        return Optional.of(new FileCopy(disk, disks, original, file, isOverlay));
    }

    @Override
    public String original() {
        return originalFile.toString();
    }

    @Override
    public Optional<String> base() {
        return isOverlay ? Optional.of(ImageFormat.QCOW2.text()) : Optional.empty();
    }

    @Override
    public String text() {
        return (isOverlay ? "overlay " : "copy ") + file + " of " + originalFile;
    }

    @Override
    public String make(VirtConnection libvirt, Disks.CopyWatch watch) throws ActionFailure {
        if (isOverlay) {
            disks.createOverlay(file, originalFile);
        } else {
            disks.copy(originalFile, file, watch);
        }
        return file.toString();
    }

    @Override
    public void takeBack(VirtConnection libvirt) throws ActionFailure {
        boolean _ = disks.delete(file);
    }
}
