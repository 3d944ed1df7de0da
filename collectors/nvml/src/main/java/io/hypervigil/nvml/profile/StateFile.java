package io.hypervigil.nvml.profile;

import io.hypervigil.collect.files.ReadFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A small text that outlives the process: replaced as a whole, also where the power is lost, and
 * readable by its owner alone.
 *
 * <p>Thread: one.
 */
public final class StateFile {

    private static final long MAX_BYTES = 256L * 1024;

    private final Path path;

    /** It was read and makes no sense; the message has its path and line. */
    public static final class Damaged extends IOException {

        private static final long serialVersionUID = 1;

        private Damaged(String message, @Nullable Exception cause) {
            super(message, cause);
        }
    }

    /**
     * @param path in a folder that is there
     */
    public StateFile(Path path) {
        this.path = path;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Whether there is one. */
    public boolean exists() {
        return Files.exists(path);
    }

    /**
     * What it says; that of an empty text where there is no file.
     *
     * @param parse throws an IllegalArgumentException with the line that makes no sense
     * @throws Damaged where it makes no sense
     * @throws IOException where it cannot be read, with its path
     */
    public <T> T read(Function<String, T> parse) throws IOException {
        if (!exists()) {
            return parse.apply("");
        }
        if (Files.size(path) > MAX_BYTES) {
            throw new Damaged(path + ": larger than " + MAX_BYTES + " bytes, not read", null);
        }
        try {
            return parse.apply(Files.readString(path));
        } catch (IllegalArgumentException e) {
            throw new Damaged(path + ": " + e.getMessage(), e);
        } catch (MalformedInputException e) {
            throw new Damaged(path + ": no text in UTF-8", e);
        } catch (IOException e) {
            throw new IOException(ReadFailure.of(path, e), e);
        }
    }

    /** Replaces it. Where that fails all is as before. */
    public void write(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new IOException(path + ": would be larger than " + MAX_BYTES + " bytes");
        }
        var fresh = beside(".new");
        var folder = fresh.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("the folder " + folder + " does not exist");
        }
        Files.deleteIfExists(fresh);
        write(fresh, bytes);
        Files.move(
                fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    /** Takes it away. */
    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Moves it out of the way of the next one. Where it is now. */
    public Path setAside() throws IOException {
        return Files.move(path, beside(".damaged"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void write(Path fresh, byte[] bytes) throws IOException {
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
    }

    private Path beside(String ending) {
        return path.resolveSibling(path.getFileName() + ending);
    }
}
