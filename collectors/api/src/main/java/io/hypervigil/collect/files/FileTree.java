package io.hypervigil.collect.files;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Files below a root, read whole into one reused buffer: a file of /proc has no size, may come in
 * parts, and is read many times a minute.
 *
 * <p>Paths are relative to the root and written with {@code /}. A file larger than 16 MiB is
 * refused.
 *
 * <p>Thread: one.
 */
public final class FileTree {

    private static final int FIRST_BUFFER_BYTES = 16 * 1024;

    /** Of more, the JVM would make and free a copy outside the heap at each call. */
    private static final int MOST_A_CALL = 8 * 1024;

    private static final int MAX_FILE_BYTES = 16 * 1024 * 1024;

    private final Path root;
    private final String prefix;
    private final @Nullable FileRecord record;
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];

    private FileTree(Path root, @Nullable FileRecord record) {
        this.root = root;
        this.prefix = root.toString().endsWith("/") ? root.toString() : root + "/";
        this.record = record;
    }

    /** The files below a folder. */
    public static FileTree at(Path root) {
        return new FileTree(root, null);
    }

    /** The same files; a copy of each that is read is kept in the record. */
    public FileTree recordedIn(FileRecord newRecord) {
        return new FileTree(root, newRecord);
    }

    /** The folder that paths are relative to. */
    public Path root() {
        return root;
    }

    /**
     * Reads a file and parses it while it lies in the buffer.
     *
     * @param parser does not keep the text: the next read overwrites it
     * @throws NoSuchFileException where it does not exist
     * @throws IOException where it cannot be read, with its path
     * @throws MalformedTextException where the parser refuses it, with path and line
     */
    public <T> T read(String path, Function<Text, T> parser) throws IOException {
        var file = prefix + path;
        try (var in = new FileInputStream(file)) {
            return parsed(path, load(path, in::read, false), parser);
        } catch (FileNotFoundException e) {
            throw missingOrRefused(file, e);
        }
    }

    /**
     * Opens a file that is read again and again, where opening costs more than reading. It has to
     * be one that the kernel gives whole to who has room for it, as those of control groups are
     * that are one record (seq_file of kernfs); most of /proc comes in parts.
     *
     * @throws IOException where it cannot be opened, with its path
     */
    public KeptFile keep(String path) throws IOException {
        var file = Path.of(prefix + path);
        return new KeptFile(this, path, FileChannel.open(file, StandardOpenOption.READ));
    }

    <T> T parsed(String path, int length, Function<Text, T> parser) {
        try {
            return parser.apply(new Text(buffer, length));
        } catch (MalformedTextException e) {
            throw e.in(prefix + path);
        }
    }

    /** As {@link #read}, or empty where the file does not exist. */
    public <T> Optional<T> find(String path, Function<Text, T> parser) throws IOException {
        try {
            return Optional.of(read(path, parser));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /**
     * The trimmed text of a small attribute file, or empty where it does not exist or refuses to be
     * read: a driver answers EINVAL, EIO, ENODATA or EACCES for what it does not have now.
     */
    public Optional<String> attribute(String path) {
        try {
            return Optional.of(read(path, Text::trimmed));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** As {@link #attribute}, as a whole number; empty where it is none. */
    public OptionalLong wholeAttribute(String path) {
        try {
            return read(path, Text::toWhole);
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    /** As {@link #attribute}, as a number; empty where it is none. */
    public OptionalDouble numberAttribute(String path) {
        try {
            return read(path, Text::toNumber);
        } catch (IOException _) {
            return OptionalDouble.empty();
        }
    }

    /** The names in a folder, sorted; none where it does not exist or cannot be read. */
    public List<String> list(String path) {
        var names = Path.of(prefix + path).toFile().list();
        if (names == null) {
            return List.of();
        }
        Arrays.sort(names);
        if (record != null) {
            record.folder(path);
        }
        return List.of(names);
    }

    /** Whether there is something at the path, a link that leads nowhere excepted. */
    public boolean exists(String path) {
        boolean there = Files.exists(Path.of(prefix + path));
        if (there && record != null && Files.isDirectory(Path.of(prefix + path))) {
            record.folder(path);
        }
        return there;
    }

    /** Where a symbolic link points, as it is written; empty where there is none. */
    public Optional<String> link(String path) {
        try {
            var target = Files.readSymbolicLink(Path.of(prefix + path)).toString();
            if (record != null) {
                record.link(path, target);
            }
            return Optional.of(target);
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }

    /** The path with all links followed, below this root; empty where it does not exist. */
    public Optional<String> resolved(String path) {
        try {
            var real = Path.of(prefix + path).toRealPath();
            var realRoot = root.toRealPath();
            if (record != null && Files.isSymbolicLink(Path.of(prefix + path))) {
                record.link(path, Files.readSymbolicLink(Path.of(prefix + path)).toString());
            }
            return real.startsWith(realRoot)
                    ? Optional.of(realRoot.relativize(real).toString())
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** When a file was last changed, in seconds since 1970; empty where it does not exist. */
    public OptionalDouble modifiedSeconds(String path) {
        try {
            var time =
                    Files.getLastModifiedTime(Path.of(prefix + path), new LinkOption[0])
                            .toInstant();
            return OptionalDouble.of(time.getEpochSecond() + time.getNano() / 1e9);
        } catch (IOException _) {
            return OptionalDouble.empty();
        }
    }

    /** Gives the next bytes of a file; not a positive number at its end. */
    @FunctionalInterface
    interface Source {
        int read(byte[] into, int offset, int most) throws IOException;
    }

    /**
     * Fills the buffer with all of a file; gives its length.
     *
     * @param isGivenAtOnce whether a call that gives less than was asked for has given the rest
     */
    int load(String path, Source source, boolean isGivenAtOnce) throws IOException {
        int length = 0;
        try {
            boolean isMore = true;
            while (isMore) {
                int most = Math.min(MOST_A_CALL, buffer.length - length);
                int read = source.read(buffer, length, most);
                length += Math.max(0, read);
                makeRoomFor(length);
                isMore = read == most || (read > 0 && !isGivenAtOnce);
            }
        } catch (IOException e) {
            throw new IOException(prefix + path + ": " + e.getMessage(), e);
        }
        if (record != null) {
            record.file(path, buffer, length);
        }
        return length;
    }

    private void makeRoomFor(int length) throws IOException {
        if (length == buffer.length) {
            if (length >= MAX_FILE_BYTES) {
                throw new IOException("larger than " + MAX_FILE_BYTES + " bytes, not read");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 4);
        }
    }

    /** FileInputStream says "not found" for a refused file as well. */
    private static IOException missingOrRefused(String file, FileNotFoundException e) {
        if (Files.exists(Path.of(file), LinkOption.NOFOLLOW_LINKS)) {
            return new IOException(e.getMessage() == null ? file : e.getMessage(), e);
        }
        var missing = new NoSuchFileException(file);
        missing.initCause(e);
        return missing;
    }
}
