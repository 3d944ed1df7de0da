package io.hypervigil.nvml.profile;

import io.hypervigil.collect.files.ReadFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The file in which profiles outlive the process: replaced as a whole, readable by its owner alone.
 *
 * <p>Thread: one.
 */
final class ProfileFile {

    private static final long MAX_BYTES = 256L * 1024;

    private final Path file;

    ProfileFile(Path file) {
        this.file = file;
    }

    /**
     * What is kept; nothing where there is no file.
     *
     * @throws IOException where it cannot be read or makes no sense, with its path
     */
    ProfileText.Kept read() throws IOException {
        if (!Files.exists(file)) {
            return new ProfileText.Kept(List.of(), Set.of());
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + ": larger than " + MAX_BYTES + " bytes, not read");
        }
        try {
            return ProfileText.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(ReadFailure.of(file, e), e);
        }
    }

    void write(ProfileText.Kept kept) throws IOException {
        var bytes = ProfileText.write(kept).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new IOException(file + ": would be larger than " + MAX_BYTES + " bytes");
        }
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        var folder = fresh.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("the folder " + folder + " does not exist");
        }
        Files.deleteIfExists(fresh);
        var mode =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var out =
                FileChannel.open(
                        fresh,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        mode)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
