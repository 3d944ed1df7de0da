package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.ActionFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Room in the folder of images that fetches under way were promised: within what all images may
 * have, and within what the file system has left.
 *
 * <p>Thread: whoever holds the shelf.
 */
final class PromisedRoom {

    /** Left to others on the same file system, such as guests that write to their disks. */
    private static final long SPARE_BYTES = 64 << 20;

    private final Path folder;
    private final FreeSpace space;
    private final long maxBytes;
    private final Map<ImageDigest, Long> promised = new HashMap<>();

    /**
     * @param maxBytes that all images may have
     */
    PromisedRoom(Path folder, FreeSpace space, long maxBytes) {
        this.folder = folder;
        this.space = space;
        this.maxBytes = maxBytes;
    }

    /** What all images may have. */
    long maxBytes() {
        return maxBytes;
    }

    /** Whether an image has been promised anything. */
    boolean isPromised(ImageDigest digest) {
        return promised.containsKey(digest);
    }

    /** Whether an image has been promised that much. */
    boolean isPromised(ImageDigest digest, long bytes) {
        return bytes <= promised.getOrDefault(digest, -1L);
    }

    /** An image has that much from now on, and no longer what it had. */
    void promise(ImageDigest digest, long bytes) {
        promised.put(digest, bytes);
    }

    /** An image needs no room any more. */
    void release(ImageDigest digest) {
        promised.remove(digest);
    }

    /**
     * How many bytes have to go before an image can be promised so many; 0 or less where none have.
     *
     * @param taken by what lies in the folder and is nobody's promise
     */
    long missing(ImageDigest digest, long bytes, long taken) throws ActionFailure {
        long toAll = taken + bytes;
        long onDisk = unwritten(digest, bytes) + SPARE_BYTES;
        for (var other : promised.entrySet()) {
            if (!other.getKey().equals(digest)) {
                toAll += other.getValue();
                onDisk += unwritten(other.getKey(), other.getValue());
            }
        }
        try {
            return Math.max(toAll - maxBytes, onDisk - space.bytes());
        } catch (IOException e) {
            throw Refusal.of(folder.toString(), e);
        }
    }

    private long unwritten(ImageDigest digest, long bytes) {
        return Math.max(0, bytes - ImageFiles.size(PartFile.of(folder, digest)));
    }
}
