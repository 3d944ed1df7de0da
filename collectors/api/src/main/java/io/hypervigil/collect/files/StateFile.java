package io.hypervigil.collect.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * A text of which at any moment one whole version is on disk, the old one or the new one. Only its
 * owner may read it.
 *
 * <p>Thread: one at a time.
 */
public final class StateFile {

    /** What is written ends so until it is whole; one that is left behind is of no use. */
    public static final String FRESH = ".new";

    private static final FileAttribute<?> OWNERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final int mostBytes;

    /** It was read as far as is allowed, and there is more. */
    public static final class TooLong extends IOException {

        private static final long serialVersionUID = 1;

        private TooLong(int mostBytes) {
            super("longer than " + mostBytes + " bytes");
        }
    }

    /**
     * @param file in a folder that is there
     * @param mostBytes a longer one is neither read nor written
     */
    public StateFile(Path file, int mostBytes) {
        this.file = file.toAbsolutePath();
        this.mostBytes = mostBytes;
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /** Whether there is one. */
    public boolean exists() {
        return Files.exists(file);
    }

    /**
     * The text.
     *
     * @throws TooLong where it is
     * @throws java.nio.charset.CharacterCodingException where it is no UTF-8
     * @throws IOException where it cannot be read
     */
    public String read() throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw new TooLong(mostBytes);
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        }
    }

    /**
     * Puts a text in the place of the old one; it is on disk when this returns.
     *
     * @throws IOException where that fails or it is too long; the old one stays
     */
    public void replace(String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        if (bytes.remaining() > mostBytes) {
            throw new IOException(
                    file + ": " + bytes.remaining() + " bytes, at most " + mostBytes + " are kept");
        }
        var folder = Objects.requireNonNull(file.getParent());
        if (!Files.isDirectory(folder)) {
            throw new IOException("the folder " + folder + " does not exist");
        }
        var fresh = file.resolveSibling(file.getFileName() + FRESH);
        Files.deleteIfExists(fresh);
        try {
            write(fresh, bytes);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // What it holds is wanted by whatever else is written to a disk that is full.
            Files.deleteIfExists(fresh);
            throw e;
        }
        try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private static void write(Path fresh, ByteBuffer bytes) throws IOException {
        try (var out =
                FileChannel.open(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        OWNERS)) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    /** Takes it away; no matter where there is none. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Moves it out of the way, to a name that nobody reads; gives that name. */
    public Path setAside() throws IOException {
        var aside = file.resolveSibling(file.getFileName() + ".damaged");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        return aside;
    }
}
