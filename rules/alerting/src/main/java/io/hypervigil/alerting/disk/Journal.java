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
    private FileChannel channel;
    private long lines;

    private Journal(Path file, FileChannel channel, long lines) {
        this.file = file;
        this.channel = channel;
        this.lines = lines;
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
        var file = path.toAbsolutePath();
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        var whole = new ArrayList<String>();
        boolean isSound = !Files.exists(file) || read(file, whole);
        if (!isSound) {
            var aside = file.resolveSibling(file.getFileName() + ".torn");
            Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("aside", aside)
                    .addKeyValue("lines", whole.size())
                    .log("a file of state is torn, the lines that are whole are kept");
        }
        write(file, whole);
        return new Opened(new Journal(file, appending(file), whole.size()), whole);
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
     * Adds lines at the end, all in one write.
     *
     * @throws IOException where that fails; what was written may be there or not after a crash
     */
    public void append(List<String> texts) throws IOException {
        writeAll(channel, texts);
        channel.force(false);
        lines += texts.size();
    }

    /**
     * Replaces all that stands in it, at once.
     *
     * @throws IOException where that fails; the file stays as it was
     */
    public void rewrite(List<String> texts) throws IOException {
        write(file, texts);
        channel.close();
        channel = appending(file);
        lines = texts.size();
    }

    private static FileChannel appending(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private static void write(Path file, List<String> texts) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        Files.createFile(
                temporary,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        try (var out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            writeAll(out, texts);
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        try (var folder =
                FileChannel.open(
                        Objects.requireNonNull(file.getParent()), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static void writeAll(FileChannel out, List<String> texts) throws IOException {
        var lines = new StringBuilder();
        texts.forEach(text -> lines.append(sum(text)).append(' ').append(text).append('\n'));
        var bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
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
