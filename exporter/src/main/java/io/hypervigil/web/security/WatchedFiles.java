package io.hypervigil.web.security;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads files and knows later whether one of them has changed: by a stat, and by content too while
 * a file is so young that a second change may have left its time stamp as it was.
 *
 * <p>Thread: one.
 */
final class WatchedFiles {

    private static final int MAX_BYTES = 4 * 1024 * 1024;

    /** Above the coarsest time stamps of file systems in use (2 s, FAT). */
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(3);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final InstantSource clock;
    private final Map<Path, Seen> seen = new LinkedHashMap<>();

    WatchedFiles() {
        this(InstantSource.system());
    }

    WatchedFiles(InstantSource clock) {
        this.clock = clock;
    }

    /** The file's bytes; it is watched even where it cannot be read. */
    byte[] read(Path file) throws IOException {
        // The stamp first: a change that comes between is then found at the next look.
        var stamp = stamp(file);
        try {
            var bytes = bytes(file);
            seen.put(file, new Seen(stamp, ByteBuffer.wrap(bytes), clock.instant()));
            return bytes;
        } catch (IOException e) {
            seen.put(file, new Seen(stamp, NOTHING, clock.instant()));
            throw e;
        }
    }

    /** Watches what another set of files watches, too. */
    void alsoWatch(WatchedFiles others) {
        others.seen.forEach(seen::putIfAbsent);
    }

    boolean isUnchanged() {
        for (var file : seen.entrySet()) {
            if (!isUnchanged(file.getKey(), file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean isUnchanged(Path file, Seen then) {
        var now = stamp(file);
        if (!Objects.equals(now, then.stamp)) {
            return false;
        }
        if (now == null || then.isSettled()) {
            return true;
        }
        var at = clock.instant();
        try {
            if (!ByteBuffer.wrap(bytes(file)).equals(then.bytes)) {
                return false;
            }
        } catch (IOException _) {
            return then.bytes.equals(NOTHING);
        }
        seen.put(file, new Seen(now, then.bytes, at));
        return true;
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("not a regular file");
        }
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("larger than 4 MiB");
            }
            return bytes;
        }
    }

    private static @Nullable Stamp stamp(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException e) {
            return new Stamp(-1, FileTime.fromMillis(0), e.getClass());
        }
    }

    /**
     * @param key the device and inode, where the file system has such
     */
    private record Stamp(long size, FileTime modified, @Nullable Object key) {}

    /**
     * @param stamp null where there was no file
     * @param readAt when its bytes were read
     */
    private record Seen(@Nullable Stamp stamp, ByteBuffer bytes, Instant readAt) {

        boolean isSettled() {
            return stamp != null && stamp.modified.toInstant().plus(SETTLED_AFTER).isBefore(readAt);
        }
    }
}
