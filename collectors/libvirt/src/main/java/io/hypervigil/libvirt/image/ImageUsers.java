package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Who needs which image: overlays in the folders of disks and those noted elsewhere, disks that
 * libvirt knows, and whoever is about to make one.
 *
 * <p>Thread: whoever holds the shelf.
 */
final class ImageUsers {

    private final DiskFolders disks;
    private final UsedDisks used;
    private final Map<ImageDigest, Integer> holds = new HashMap<>();
    private Map<Path, ImageDigest> overlays;

    /**
     * Looks for overlays.
     *
     * @param known overlays that were noted before
     */
    ImageUsers(DiskFolders disks, UsedDisks used, Map<Path, ImageDigest> known) {
        this.disks = disks;
        this.used = used;
        this.overlays = disks.overlays(known);
    }

    /** The overlays as last looked for, with the image that each stands on. */
    Map<Path, ImageDigest> overlays() {
        return overlays;
    }

    /** Looks for overlays anew; whether there are others than before. */
    boolean haveChanged() {
        var found = disks.overlays(overlays);
        boolean areOthers = !found.equals(overlays);
        overlays = found;
        return areOthers;
    }

    /** An overlay that is, or is about to be, in none of the folders of disks. */
    void stand(Path file, ImageDigest digest) {
        var more = new TreeMap<>(overlays);
        more.put(file, digest);
        overlays = more;
    }

    /** The overlays that stand on an image, as last looked for. */
    List<Path> standingOn(ImageDigest digest) {
        return overlays.entrySet().stream()
                .filter(overlay -> overlay.getValue().equals(digest))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Somebody more needs an image, until {@link #letGo}. */
    void keep(ImageDigest digest) {
        holds.merge(digest, 1, Integer::sum);
    }

    void letGo(ImageDigest digest) {
        holds.computeIfPresent(digest, (_, count) -> count == 1 ? null : count - 1);
    }

    /** Refuses where an image is needed, as overlays were last looked for. */
    void refuse(ImageDigest digest) throws ActionFailure {
        var standing = standingOn(digest);
        if (!standing.isEmpty() || holds.containsKey(digest)) {
            throw inUse(digest, names(standing));
        }
    }

    /** The same of an image that is here, which a disk may be without an overlay. */
    void refuse(CachedImage image) throws ActionFailure {
        refuse(image.digest());
        var user = used.now().get(image.file());
        if (user != null) {
            throw inUse(image.digest(), user);
        }
    }

    /** Which images nobody needs, as overlays were last looked for. */
    Predicate<CachedImage> idle() throws ActionFailure {
        var usedNow = used.now();
        return image ->
                !overlays.containsValue(image.digest())
                        && !holds.containsKey(image.digest())
                        && !usedNow.containsKey(image.file());
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
}
