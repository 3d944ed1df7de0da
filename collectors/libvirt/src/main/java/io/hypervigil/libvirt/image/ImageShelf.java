package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The folder of images: what is there, who stands on it, and room for more.
 *
 * <p>Thread: any; each call holds the whole shelf.
 */
final class ImageShelf {

    private final Path folder;
    private final InstantSource clock;
    private final ImageFiles files;
    private final ImageIndex index;
    private final ImageUsers users;
    private final PromisedRoom room;
    private final Map<ImageDigest, CachedImage> images = new TreeMap<>();

    /**
     * Looks what is there.
     *
     * @throws IOException where the folder cannot be read or written
     */
    ImageShelf(
            Path folder,
            FreeSpace space,
            DiskFolders disks,
            UsedDisks used,
            long maxBytes,
            InstantSource clock)
            throws IOException {
        this.folder = folder;
        this.files = new ImageFiles(folder);
        this.clock = clock;
        this.index = new ImageIndex(folder);
        this.room = new PromisedRoom(folder, space, maxBytes);
        var known = index.read();
        for (CachedImage image : files.images(known.images())) {
            images.put(image.digest(), image);
        }
        this.users = new ImageUsers(disks, used, known.overlays());
        index.write(images.values(), users.overlays());
    }

    synchronized List<CachedImage> all() {
        return List.copyOf(images.values());
    }

    synchronized Optional<CachedImage> of(ImageDigest digest) {
        return Optional.ofNullable(images.get(digest));
    }

    /** The overlays that stand on an image now. */
    synchronized List<Path> standingOn(ImageDigest digest) {
        lookForOverlays();
        return users.standingOn(digest);
    }

    /** An overlay that is, or is about to be, in none of the folders of disks. */
    synchronized void stand(Path file, ImageDigest digest) throws ActionFailure {
        users.stand(file, digest);
        save();
    }

    private void lookForOverlays() {
        if (users.haveChanged()) {
            saveIfPossible();
        }
    }

    /** Puts an image on the shelf whose file is there. */
    synchronized CachedImage put(Fetching.Fetched fetched, ImageRequest request)
            throws ActionFailure {
        var now = clock.instant();
        var image =
                new CachedImage(
                        request.digest(),
                        fetched.information().format(),
                        fetched.file(),
                        fetched.bytes(),
                        fetched.information().virtualBytes(),
                        Optional.of(request.source().text()),
                        now,
                        now);
        images.put(image.digest(), image);
        room.release(image.digest());
        save();
        return image;
    }

    /** Notes that an image is of use. */
    synchronized Optional<CachedImage> use(ImageDigest digest) {
        var image = images.get(digest);
        if (image == null) {
            return Optional.empty();
        }
        var used = image.usedAgain(clock.instant());
        images.put(digest, used);
        saveIfPossible();
        return Optional.of(used);
    }

    /** Keeps an image from being removed until {@link #letGo}. */
    synchronized Optional<CachedImage> hold(ImageDigest digest) {
        var image = use(digest);
        image.ifPresent(_ -> users.keep(digest));
        return image;
    }

    /** The same, be it here or not. */
    synchronized void keep(ImageDigest digest) {
        users.keep(digest);
    }

    synchronized void letGo(ImageDigest digest) {
        users.letGo(digest);
    }

    /** Takes an image away; false where it is not there. */
    synchronized boolean remove(ImageDigest digest) throws ActionFailure {
        var image = images.get(digest);
        if (image == null) {
            return false;
        }
        refuseInUse(digest);
        delete(image);
        save();
        return true;
    }

    /** Refuses where it could not be removed now. */
    synchronized void refuseInUse(ImageDigest digest) throws ActionFailure {
        lookForOverlays();
        var image = images.get(digest);
        if (image == null) {
            users.refuse(digest);
        } else {
            users.refuse(image);
        }
    }

    /** Makes room for an image that is being fetched: see {@link Fetching.Room}. */
    synchronized void makeRoom(ImageDigest digest, long bytes) throws ActionFailure {
        if (room.isPromised(digest, bytes)) {
            return;
        }
        var idle = idleParts(digest);
        long taken =
                images.values().stream().mapToLong(CachedImage::bytes).sum()
                        + idle.stream().mapToLong(ImageFiles::size).sum();
        long missing = room.missing(digest, bytes, taken);
        if (missing > 0) {
            makeRoom(missing, bytes, idle);
        }
        room.promise(digest, bytes);
    }

    private void makeRoom(long missing, long bytes, List<Path> idle) throws ActionFailure {
        var idleImages = idleImages();
        long free =
                idle.stream().mapToLong(ImageFiles::size).sum()
                        + idleImages.stream().mapToLong(CachedImage::bytes).sum();
        if (free < missing) {
            throw Refusal.of(
                    Kind.QUOTA,
                    "no room for an image of "
                            + bytes
                            + " bytes: of "
                            + room.maxBytes()
                            + " that all may have, and of what the file system has left, those in"
                            + " use leave too little",
                    "remove machines or images, enlarge the file system, or raise"
                            + " collectors.libvirt.images.max_cache_bytes");
        }
        long left = missing;
        for (Path part : idle) {
            if (left > 0) {
                left -= ImageFiles.size(part);
                delete(part);
            }
        }
        for (CachedImage image : idleImages) {
            if (left > 0) {
                left -= image.bytes();
                delete(image);
            }
        }
        save();
    }

    /** What nobody stands on or is about to, least recently used first. */
    private List<CachedImage> idleImages() throws ActionFailure {
        lookForOverlays();
        return images.values().stream()
                .filter(users.idle())
                .sorted(Comparator.comparing(CachedImage::usedAt))
                .toList();
    }

    /** Parts of fetches that run no more, oldest first; the one asked for is its own. */
    private List<Path> idleParts(ImageDigest asked) throws ActionFailure {
        try {
            return files.parts(digest -> !digest.equals(asked) && !room.isPromised(digest));
        } catch (IOException e) {
            throw Refusal.of(folder.toString(), e);
        }
    }

    /** A fetch has ended, however. */
    synchronized void release(ImageDigest digest) {
        room.release(digest);
    }

    private void delete(CachedImage image) throws ActionFailure {
        delete(image.file());
        images.remove(image.digest());
    }

    private static void delete(Path file) throws ActionFailure {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw Refusal.of(file.toString(), e);
        }
    }

    /** What the folders say again after a restart, and times of use, wait for the next that can. */
    private void saveIfPossible() {
        try {
            index.write(images.values(), users.overlays());
        } catch (IOException _) {
            // A full disk must not keep anybody from using, or removing, what is here.
        }
    }

    private void save() throws ActionFailure {
        try {
            index.write(images.values(), users.overlays());
        } catch (IOException e) {
            throw Refusal.of(folder.toString(), e);
        }
    }
}
