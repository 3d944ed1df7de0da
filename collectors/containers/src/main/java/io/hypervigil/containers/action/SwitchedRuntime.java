package io.hypervigil.containers.action;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The file in which the chosen runtime outlives the process: one line, replaced as a whole.
 *
 * @param file that it is kept in
 */
record SwitchedRuntime(Path file) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.@:-]{1,128}");
    private static final long MAX_BYTES = 256;

    /**
     * The name that is kept; empty where none was.
     *
     * @throws IOException where the file cannot be read or holds no name, with its path
     */
    Optional<String> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + ": more than " + MAX_BYTES + " bytes");
        }
        var name = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        if (!NAME.matcher(name).matches()) {
            throw new IOException(file + ": holds no name of a runtime");
        }
        return Optional.of(name);
    }

    /** Keeps a name; it is on the disk when this returns. */
    void write(String name) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var out =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap((name + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
