package io.hypervigil.alerting.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of alerts in one file: a line with the version and a checksum, then JSON.
 *
 * <p>A file is written aside, forced to disk, and put in the place of the old one, so that at any
 * moment one whole file is there. One that is torn or foreign is set aside as {@code NAME.damaged},
 * with one line in the log. Limit: 64 MiB.
 */
public final class AlertStateFile implements AlertStore {

    private static final Logger LOG = LoggerFactory.getLogger(AlertStateFile.class);
    private static final String HEADER = "hypervigil-alerts 1 ";

    /** Labels and annotations may say what is not for everybody. */
    private static final FileAttribute<?> OWNERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final int HEADER_BYTES = HEADER.length() + 9;
    private static final int MOST_BYTES = 64 << 20;

    private final Path file;
    private boolean isFailing;

    /** Made when it is needed: most processes have no alert for long, and it is large. */
    private static final class Mapper {
        static final ObjectMapper JSON = new ObjectMapper();
    }

    /**
     * @param file in a folder that is there
     */
    public AlertStateFile(Path file) {
        this.file = file;
    }

    @Override
    public List<SavedRule> load() {
        try {
            return read(bytes());
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException | IllegalArgumentException e) {
            setAside(e);
            return List.of();
        }
    }

    private byte[] bytes() throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("more than 64 MiB");
            }
            return bytes;
        }
    }

    private List<SavedRule> read(byte[] bytes) throws IOException {
        int end = Math.min(bytes.length, HEADER_BYTES);
        var header = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        var body = Arrays.copyOfRange(bytes, end, bytes.length);
        if (!header.equals(header(body))) {
            throw new IOException("is torn, or no state of alerts");
        }
        return SavedAlerts.read(Mapper.JSON.readTree(body));
    }

    private static String header(byte[] body) {
        var sum = new CRC32C();
        sum.update(body);
        return HEADER + HexFormat.of().toHexDigits((int) sum.getValue()) + "\n";
    }

    private void setAside(Exception reason) {
        var aside = file.resolveSibling(file.getFileName() + ".damaged");
        LOG.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("aside", aside)
                .addKeyValue("error", String.valueOf(reason.getMessage()))
                .log("state of alerts cannot be read, alerts begin anew");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // The next save puts a good file there.
            LOG.atDebug().setCause(e).log("state of alerts cannot be set aside");
        }
    }

    @Override
    public boolean save(List<SavedRule> rules) {
        try {
            write(Mapper.JSON.writeValueAsBytes(SavedAlerts.write(rules)));
            isFailing = false;
            return true;
        } catch (IOException e) {
            if (!isFailing) {
                LOG.atError()
                        .addKeyValue("file", file)
                        .addKeyValue("error", String.valueOf(e.getMessage()))
                        .log("state of alerts cannot be saved");
            }
            isFailing = true;
            return false;
        }
    }

    private void write(byte[] body) throws IOException {
        var aside = file.resolveSibling(file.getFileName() + ".new");
        try (var out =
                FileChannel.open(
                        aside,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE),
                        OWNERS)) {
            writeAll(out, header(body).getBytes(StandardCharsets.ISO_8859_1));
            writeAll(out, body);
            out.force(true);
        }
        Files.move(
                aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var folder =
                FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static void writeAll(FileChannel out, byte[] bytes) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }
}
