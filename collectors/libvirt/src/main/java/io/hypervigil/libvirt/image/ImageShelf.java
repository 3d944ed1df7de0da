package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The folder of images: what is there, who stands on it, and room for more.
 *
 * <p>Thread: any; each call holds the whole shelf.
 */
final class ImageShelf {

    /** Left to others on the same file system, such as guests that write to their disks. */
    private static final long SPARE_BYTES = 64 << 20;

    private final Path folder;
    private final FreeSpace space;
    private final DiskFolders disks;
    private final long maxBytes;
    private final InstantSource clock;
    private final ImageFiles files;
    private final ImageIndex index;
    private final UsedDisks used;

    private final Map<ImageDigest, CachedImage> images = new TreeMap<>();
    private final Map<ImageDigest, Integer> holds = new HashMap<>();
    private final Map<ImageDigest, Long> reserved = new HashMap<>();
    private Map<Path, ImageDigest> overlays;

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
        this.space = space;
        this.used = used;
        this.folder = folder;
        this.files = new ImageFiles(folder);
        this.disks = disks;
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.index = new ImageIndex(folder);
        var known = index.read();
        for (CachedImage image : files.images(known.images())) {
            images.put(image.digest(), image);
        }
        this.overlays = disks.overlays(known.overlays());
        index.write(images.values(), overlays);
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
        return overlays.entrySet().stream()
                .filter(overlay -> overlay.getValue().equals(digest))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** An overlay that is, or is about to be, in none of the folders of disks. */
    synchronized void stand(Path file, ImageDigest digest) throws ActionFailure {
        var more = new TreeMap<>(overlays);
        more.put(file, digest);
        overlays = more;
        save();
    }

    private void lookForOverlays() {
        var found = disks.overlays(overlays);
        if (!found.equals(overlays)) {
            overlays = found;
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
        reserved.remove(image.digest());
        save();
        return image;
    }

    /** Notes that an image is of use. */
    synchronized Optional<CachedImage> use(ImageDigest digest) {
        return change(digest, image -> at(image, clock.instant()));
    }

    private static CachedImage at(CachedImage image, Instant now) {
        return new CachedImage(
                image.digest(),
                image.format(),
                image.file(),
                image.bytes(),
                image.virtualBytes(),
                image.source(),
                image.fetchedAt(),
                now);
    }

    private Optional<CachedImage> change(ImageDigest digest, UnaryOperator<CachedImage> change) {
        var image = images.get(digest);
        if (image == null) {
            return Optional.empty();
        }
        var changed = change.apply(image);
        images.put(digest, changed);
        saveIfPossible();
        return Optional.of(changed);
    }

    /** Keeps an image from being removed until {@link #letGo}. */
    synchronized Optional<CachedImage> hold(ImageDigest digest) {
        var image = use(digest);
        image.ifPresent(_ -> keep(digest));
        return image;
    }

    /** The same, be it here or not. */
    synchronized void keep(ImageDigest digest) {
        holds.merge(digest, 1, Integer::sum);
    }

    synchronized void letGo(ImageDigest digest) {
        holds.computeIfPresent(digest, (_, count) -> count == 1 ? null : count - 1);
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
        var users = standingOn(digest);
        if (!users.isEmpty() || holds.containsKey(digest)) {
            throw inUse(digest, names(users));
        }
        var image = images.get(digest);
        var user = image == null ? null : used.now().get(image.file());
        if (user != null) {
            throw inUse(digest, user);
        }
    }

    private static ActionFailure inUse(ImageDigest digest, String user) {
        return Refusal.of(
                Kind.CONFLICT,
                "image " + digest + " is in use by " + user,
                "delete the disks that stand on it first");
    }

    private static String names(List<Path> users) {
        if (users.isEmpty()) {
            return "a disk that is being made";
        }
        var first = users.getFirst().toString();
        return users.size() == 1 ? first : first + " and " + (users.size() - 1) + " more";
    }

    /** Makes room for an image that is being fetched: see {@link Fetching.Room}. */
    synchronized void makeRoom(ImageDigest digest, long bytes) throws ActionFailure {
        if (bytes <= reserved.getOrDefault(digest, -1L)) {
            return;
        }
        var idle = idleParts(digest);
        long taken =
                images.values().stream().mapToLong(CachedImage::bytes).sum()
                        + idle.stream().mapToLong(ImageFiles::size).sum()
                        + reserved.entrySet().stream()
                                .filter(one -> !one.getKey().equals(digest))
                                .mapToLong(Map.Entry::getValue)
                                .sum();
        long missing = Math.max(taken + bytes - maxBytes, missingOnDisk(digest, bytes));
        if (missing > 0) {
            makeRoom(missing, bytes, idle);
        }
        reserved.put(digest, bytes);
    }

    /** How much less than what it wants, and than what others were promised, can be written. */
    private long missingOnDisk(ImageDigest digest, long bytes) throws ActionFailure {
        long promised =
                reserved.entrySet().stream()
                        .filter(one -> !one.getKey().equals(digest))
                        .mapToLong(one -> unwritten(one.getKey(), one.getValue()))
                        .sum();
        try {
            return unwritten(digest, bytes) + promised + SPARE_BYTES - space.bytes();
        } catch (IOException e) {
            throw Refusal.of(folder.toString(), e);
        }
    }

    private long unwritten(ImageDigest digest, long bytes) {
        return Math.max(0, bytes - ImageFiles.size(PartFile.of(folder, digest)));
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
                            + maxBytes
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
        var usedNow = used.now();
        return images.values().stream()
                .filter(image -> !overlays.containsValue(image.digest()))
                .filter(image -> !holds.containsKey(image.digest()))
                .filter(image -> !usedNow.containsKey(image.file()))
                .sorted(Comparator.comparing(CachedImage::usedAt))
                .toList();
    }

    /** Parts of fetches that run no more, oldest first; the one asked for is its own. */
    private List<Path> idleParts(ImageDigest asked) throws ActionFailure {
        try {
            return files.parts(digest -> !digest.equals(asked) && !reserved.containsKey(digest));
        } catch (IOException e) {
            throw Refusal.of(folder.toString(), e);
        }
    }

    /** A fetch has ended, however. */
    synchronized void release(ImageDigest digest) {
        reserved.remove(digest);
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
            index.write(images.values(), overlays);
        } catch (IOException _) {
            // A full disk must not keep anybody from using, or removing, what is here.
        }
    }

    private void save() throws ActionFailure {
        try {
            index.write(images.values(), overlays);
        } catch (IOException e) {
            throw Refusal.of(folder.toString(), e);
        }
    }
}
