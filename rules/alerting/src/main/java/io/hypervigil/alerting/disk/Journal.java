package io.hypervigil.alerting.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines of text that outlive the process: each is synced before the call returns and carries a
 * checksum. A file with a line that is torn or altered is set aside as {@code NAME.torn} and begun
 * anew with the lines that are whole. Only its owner may read it.
 *
 * <p>Thread: one at a time.
 */
public final class Journal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int SUM_CHARS = 8;

    /** Labels and comments may tell of guests and their users. */
    private static final String OWNER_ONLY = "rw-------";

    private final Path file;
    private final Writing writing;
    private FileChannel channel;
    private long lines;

    /** Where the last whole line ends, in bytes. */
    private long end;

    /** What stands behind the last whole line is what a write that failed has left. */
    private boolean isTorn;

    private Journal(Path file, Writing writing, FileChannel channel, long lines, long end) {
        this.file = file;
        this.writing = writing;
        this.channel = channel;
        this.lines = lines;
        this.end = end;
    }

    /** How bytes come to a file; a test's may fail in the middle. */
    @FunctionalInterface
    public interface Writing {

        /** As the channel does it. */
        Writing PLAIN = FileChannel::write;

        /** Writes some of the bytes, or all. */
        int write(FileChannel out, ByteBuffer bytes) throws IOException;
    }

    /** A journal and what stood in it. */
    public record Opened(Journal journal, List<String> lines) {

        public Opened {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Opens a file, or makes it.
     *
     * @throws IOException where it can be neither read nor made
     */
    public static Opened open(Path path) throws IOException {
        return open(path, Writing.PLAIN);
    }

    /** Opens a file whose bytes are written so. */
    public static Opened open(Path path, Writing writing) throws IOException {
        var file = path.toAbsolutePath();
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        var whole = new ArrayList<String>();
        boolean isNew = !Files.exists(file);
        boolean isSound = !isNew && read(file, whole);
        if (!isSound) {
            renew(file, writing, whole, isNew);
        }
        long end = endOfLines(file);
        var journal = new Journal(file, writing, appending(file), whole.size(), end);
        journal.isTorn = Files.size(file) != end;
        return new Opened(journal, whole);
    }

    /** Writes the whole lines alone; where there is no room for that, the file stays as it is. */
    private static void renew(Path file, Writing writing, List<String> whole, boolean isNew)
            throws IOException {
        try {
            if (!isNew) {
                setAside(file, whole);
            }
            write(file, writing, whole);
            syncFolder(file);
        } catch (IOException e) {
            if (isNew) {
                throw e;
            }
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("error", e.toString())
                    .log("a torn file of state cannot be written anew, it is used as it is");
        }
    }

    private static void setAside(Path file, List<String> whole) throws IOException {
        var aside = file.resolveSibling(file.getFileName() + ".torn");
        Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("aside", aside)
                .addKeyValue("lines", whole.size())
                .log("a file of state is torn, the lines that are whole are kept");
    }

    private static long endOfLines(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** Whether every line is whole; those that are come out. */
    private static boolean read(Path file, List<String> whole) throws IOException {
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int count = 0;
        for (var line : text.lines().toList()) {
            count++;
            if (line.length() > SUM_CHARS
                    && sum(line.substring(SUM_CHARS + 1)).equals(line.substring(0, SUM_CHARS))) {
                whole.add(line.substring(SUM_CHARS + 1));
            }
        }
        return count == whole.size() && (text.isEmpty() || text.endsWith("\n"));
    }

    /** How many lines stand in it. */
    public long lines() {
        return lines;
    }

    /**
     * Adds lines at the end, all in one write. What an earlier write that failed has left is cut
     * off first, since the next line would be lost with it.
     *
     * @throws IOException where that fails; what was written may be there or not after a crash
     */
    public void append(List<String> texts) throws IOException {
        if (!channel.isOpen()) {
            channel = appending(file);
        }
        if (isTorn) {
            channel.truncate(end);
        }
        isTorn = true;
        long written = writeAll(channel, writing, texts);
        channel.force(false);
        isTorn = false;
        end += written;
        lines += texts.size();
    }

    /**
     * Replaces all that stands in it, at once.
     *
     * @throws IOException where that fails; the file stays as it was
     */
    public void rewrite(List<String> texts) throws IOException {
        end = write(file, writing, texts);
        isTorn = false;
        lines = texts.size();
        channel.close();
        channel = appending(file);
        syncFolder(file);
    }

    private static FileChannel appending(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private static long write(Path file, Writing writing, List<String> texts) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        long written;
        try {
            written = writeNew(temporary, writing, texts);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // What it holds is wanted by whatever else is written to a disk that is full.
            Files.deleteIfExists(temporary);
            throw e;
        }
        return written;
    }

    private static void syncFolder(Path file) throws IOException {
        try (var folder =
                FileChannel.open(
                        Objects.requireNonNull(file.getParent()), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static long writeNew(Path file, Writing writing, List<String> texts)
            throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long written = writeAll(out, writing, texts);
            out.force(true);
            return written;
        }
    }

    private static long writeAll(FileChannel out, Writing writing, List<String> texts)
            throws IOException {
        var lines = new StringBuilder();
        texts.forEach(text -> lines.append(sum(text)).append(' ').append(text).append('\n'));
        var bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            writing.write(out, bytes);
        }
        return bytes.limit();
    }

    private static String sum(String text) {
        var crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
