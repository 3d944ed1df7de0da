package io.hypervigil.containers.oci;

import io.hypervigil.containers.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Files in which runtimes keep what there is. A user may own them: none is read that is large, or a
 * link, or no file at all, which a pipe could make wait for ever.
 *
 * <p>Thread: any.
 */
public final class StateFiles {

    /** Five thousand containers' list; ten times as much is in memory while it is read. */
    private static final int MAX_BYTES = 2 * 1024 * 1024;

    private static final int MAX_NAMES = 10_000;
    private static final int MAX_PID_DIGITS = 10;

    private StateFiles() {}

    /**
     * Reads a document; empty where there is no such file.
     *
     * @throws IOException where it cannot be read, or is no JSON
     */
    public static Optional<Json> json(Path file) throws IOException {
        var bytes = bytes(file);
        return bytes.isPresent()
                ? Optional.of(Json.parse(file.toString(), bytes.get()))
                : Optional.empty();
    }

    /** The number in a file, a process id mostly; empty where there is none. */
    public static OptionalLong number(Path file) {
        try {
            var text =
                    bytes(file)
                            .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip())
                            .orElse("");
            return !text.isEmpty()
                            && text.length() <= MAX_PID_DIGITS
                            && text.chars().allMatch(each -> each >= '0' && each <= '9')
                    ? OptionalLong.of(Long.parseLong(text))
                    : OptionalLong.empty();
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    /** When a file was last written, in nanoseconds; empty where there is none. */
    public static OptionalLong written(Path file) {
        try {
            var time = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
            return OptionalLong.of(time.getEpochSecond() * 1_000_000_000L + time.getNano());
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    /** The names in a folder, sorted, 10,000 at most; none where there is no such folder. */
    public static List<String> names(Path folder) {
        var names = folder.toFile().list();
        if (names == null) {
            return List.of();
        }
        Arrays.sort(names);
        return List.of(names).subList(0, Math.min(MAX_NAMES, names.length));
    }

    private static Optional<byte[]> bytes(Path file) throws IOException {
        try {
            var attributes =
                    Files.readAttributes(
                            file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile() || attributes.size() > MAX_BYTES) {
                throw new IOException(file + ": no file of at most " + MAX_BYTES + " bytes");
            }
            try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(in.readNBytes(MAX_BYTES));
            }
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
