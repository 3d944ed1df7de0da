package io.hypervigil.libvirt.image;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A base image that is here, verified.
 *
 * @param file never to be written to
 * @param bytes of the file
 * @param virtualBytes of the disk that a guest sees
 * @param source where it came from, empty where that was lost
 * @param usedAt when it was last fetched, found in the cache, or made the base of a disk
 */
public record CachedImage(
        ImageDigest digest,
        ImageFormat format,
        Path file,
        long bytes,
        long virtualBytes,
        Optional<String> source,
        Instant fetchedAt,
        Instant usedAt) {

    /** The same, used at another time. */
    CachedImage usedAgain(Instant now) {
        return new CachedImage(digest, format, file, bytes, virtualBytes, source, fetchedAt, now);
    }
}
