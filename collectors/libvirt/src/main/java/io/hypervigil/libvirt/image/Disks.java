package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Disks of machines as qcow2 files: overlays on base images, and empty ones.
 *
 * <p>Each lies in a folder of disks, under a name of its own. Nothing that is there is overwritten.
 *
 * <p>Thread: any.
 */
public final class Disks {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final long COPIED_AT_ONCE = 16 << 20;

    private final ImageShelf shelf;
    private final DiskFolders folders;
    private final QemuImg qemuImg;
    private final long maxBytes;

    Disks(ImageShelf shelf, DiskFolders folders, QemuImg qemuImg, long maxBytes) {
        this.shelf = shelf;
        this.folders = folders;
        this.qemuImg = qemuImg;
        this.maxBytes = maxBytes;
    }

    /** Where they can lie; the first is the one to take where nothing is said. */
    public List<Path> folders() {
        return folders.all();
    }

    /**
     * Where a disk of that name will lie.
     *
     * @param name letters, digits, dots, dashes; a domain's UUID and a number do
     * @throws ActionFailure where the name is none, or the folder is none of {@link #folders}
     */
    public Path file(Path folder, String name) throws ActionFailure {
        return inFolder(folder, name, ".qcow2");
    }

    /** Where the seed of that name will lie: see {@link #file}. */
    public Path seedFile(Path folder, String name) throws ActionFailure {
        return inFolder(folder, name, ".iso");
    }

    private Path inFolder(Path folder, String name, String ending) throws ActionFailure {
        if (!NAME.matcher(name).matches()) {
            throw Refusal.of(
                    Kind.INVALID,
                    "a name of a disk has letters, digits, '.', '_' and '-'",
                    "name it by the UUID of its machine");
        }
        return own(folder.resolve(name + ending));
    }

    /**
     * Makes an overlay on an image.
     *
     * @param bytes of the disk that the guest sees; at least those of the image
     * @return the bytes of the disk
     * @throws ActionFailure where it is too small or too large, or its file is there already
     */
    public long createOverlay(Path file, ImageDigest base, long bytes) throws ActionFailure {
        held(
                base,
                bytes,
                image -> {
                    making(
                            file,
                            bytes,
                            () -> qemuImg.createOverlay(file, image.file(), image.format(), bytes));
                    shelf.standingOn(base);
                });
        return bytes;
    }

    /**
     * Makes an overlay on another disk, of a machine that is never started again.
     *
     * @throws ActionFailure where one of them is none of ours, or the file is there already
     */
    public void createOverlay(Path file, Path original) throws ActionFailure {
        long bytes = virtualBytes(original);
        making(file, bytes, () -> qemuImg.createOverlay(file, original, ImageFormat.QCOW2, bytes));
    }

    /** Watches how a disk is copied. */
    @FunctionalInterface
    public interface CopyWatch {

        /**
         * Is told after each part.
         *
         * @throws ActionFailure to end it
         */
        void copied(long bytes, long of) throws ActionFailure;
    }

    /**
     * Makes a disk of the same bytes as another, whose machine is off; it stands on the same base.
     *
     * @throws ActionFailure where one of them is none of ours, the file is there already, or the
     *     watch ends it
     */
    public void copy(Path original, Path file, CopyWatch watch) throws ActionFailure {
        making(file, virtualBytes(original), () -> copyBytes(original, file, watch));
    }

    private static void copyBytes(Path original, Path file, CopyWatch watch) throws ActionFailure {
        try (var from =
                        FileChannel.open(
                                original, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
                var to = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long all = from.size();
            for (long done = 0; done < all; ) {
                long count = from.transferTo(done, Math.min(COPIED_AT_ONCE, all - done), to);
                if (count <= 0) {
                    throw new IOException(original + " became shorter");
                }
                done += count;
                watch.copied(done, all);
            }
            to.force(true);
        } catch (IOException e) {
            throw Refusal.of(file.toString(), e);
        }
    }

    /** Makes an overlay on an image. */
    @FunctionalInterface
    public interface Overlaying {
        void on(CachedImage image) throws ActionFailure;
    }

    /**
     * Has an overlay on an image made elsewhere, by libvirt in a storage pool of this host. It
     * counts as one until its file is gone.
     *
     * @throws ActionFailure where it is too small or too large
     */
    public void onImage(ImageDigest base, Path file, long bytes, Overlaying making)
            throws ActionFailure {
        refuseSize(bytes);
        held(
                base,
                bytes,
                image -> {
                    // First: a call that does not come back may have made it.
                    shelf.stand(file, base);
                    making.on(image);
                });
    }

    private void held(ImageDigest base, long bytes, Overlaying making) throws ActionFailure {
        var image =
                shelf.hold(base)
                        .orElseThrow(
                                () ->
                                        Refusal.of(
                                                Kind.NOT_FOUND,
                                                "no image " + base,
                                                "fetch it first with image.fetch"));
        try {
            if (bytes < image.virtualBytes()) {
                throw tooSmall(bytes, image.virtualBytes());
            }
            making.on(image);
        } finally {
            shelf.letGo(base);
        }
    }

    /**
     * Makes an empty disk.
     *
     * @throws ActionFailure where it is too large, or its file is there already
     */
    public void createEmpty(Path file, long bytes) throws ActionFailure {
        making(file, bytes, () -> qemuImg.createEmpty(file, bytes));
    }

    @FunctionalInterface
    private interface Making {
        void run() throws ActionFailure;
    }

    private void making(Path file, long bytes, Making making) throws ActionFailure {
        own(file);
        refuseSize(bytes);
        try {
            // First of all, since qemu-img overwrites what is there.
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException _) {
            throw Refusal.of(
                    Kind.CONFLICT, file + ": there already", "take another name, or delete it");
        } catch (IOException e) {
            throw Refusal.of(file.toString(), e);
        }
        try {
            making.run();
        } catch (ActionFailure e) {
            delete(file);
            throw e;
        }
    }

    /**
     * Makes a disk larger. Its machine has to be off; libvirt does it for one that runs.
     *
     * @return false where it has that size already
     * @throws ActionFailure where it would shrink
     */
    public boolean grow(Path file, long bytes) throws ActionFailure {
        long now = virtualBytes(file);
        if (bytes < now) {
            throw tooSmall(bytes, now);
        }
        refuseSize(bytes);
        if (bytes == now) {
            return false;
        }
        qemuImg.grow(file, bytes);
        return true;
    }

    /** How large a disk is for its guest. */
    public long virtualBytes(Path file) throws ActionFailure {
        own(file);
        try (var channel =
                FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            return Qcow2Header.read(channel).virtualBytes();
        } catch (NoSuchFileException _) {
            throw Refusal.of(Kind.NOT_FOUND, file + ": not there", "see the machine's disks");
        } catch (IOException e) {
            throw Refusal.of(file.toString(), e);
        }
    }

    /**
     * Deletes a disk or a seed.
     *
     * @return false where it is not there
     * @throws ActionFailure where it is none of ours
     */
    public boolean delete(Path file) throws ActionFailure {
        own(file);
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Refusal.of(file.toString(), e);
        }
    }

    /** Refuses files elsewhere: a name never leads out of the folders of disks. */
    private Path own(Path file) throws ActionFailure {
        if (!folders.hold(file)) {
            throw Refusal.of(
                    Kind.NOT_PERMITTED,
                    file + ": in none of the folders of disks",
                    "name its folder in collectors.libvirt.images.disks_folders");
        }
        return file;
    }

    /**
     * Refuses a size that making a disk would refuse, as far as is known before its image is here.
     *
     * @throws ActionFailure where it is too small or too large
     */
    public void checkSize(Optional<ImageDigest> base, long bytes) throws ActionFailure {
        refuseSize(bytes);
        var image = base.flatMap(shelf::of);
        if (image.isPresent() && bytes < image.get().virtualBytes()) {
            throw tooSmall(bytes, image.get().virtualBytes());
        }
    }

    private void refuseSize(long bytes) throws ActionFailure {
        if (bytes <= 0 || bytes > maxBytes) {
            throw Refusal.of(
                    Kind.INVALID,
                    "a disk of " + bytes + " bytes: from 1 to " + maxBytes + " expected",
                    "see collectors.libvirt.images.max_virtual_bytes");
        }
    }

    private static ActionFailure tooSmall(long bytes, long least) {
        return Refusal.of(
                Kind.INVALID,
                "a disk of " + bytes + " bytes is smaller than the " + least + " that are there",
                "disks only grow: give at least " + least);
    }
}
