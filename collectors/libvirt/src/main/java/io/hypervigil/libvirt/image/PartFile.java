package io.hypervigil.libvirt.image;

import io.hypervigil.collect.action.Value;
import io.hypervigil.collect.action.ValueJson;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An image that is being fetched: {@code DIGEST.part}, and beside it {@code DIGEST.from} with what
 * is needed to go on after a crash.
 *
 * <p>Thread: one.
 */
final class PartFile implements AutoCloseable {

    static final String ENDING = ".part";
    static final String ORIGIN_ENDING = ".from";

    private static final int MAX_ORIGIN_BYTES = 16 * 1024;
    private static final String PRIVATE = "rw-------";
    private static final int CHUNK = 256 * 1024;

    private final Path file;
    private final Path originFile;
    private final String source;
    private final FileChannel channel;
    private final MessageDigest digest = ImageDigest.sha256();
    private long length;

    /**
     * What is there already.
     *
     * @param validator of the version that it is of; without one nothing can be gone on with
     */
    record Kept(long bytes, Optional<String> validator) {}

    /** The server has no such part: what is kept is of no use. */
    static final class OutOfRangeException extends IOException {
        @Serial private static final long serialVersionUID = 1;

        OutOfRangeException() {
            super("the server has less than what is kept");
        }
    }

    PartFile(Path folder, ImageDigest wanted, ImageSource source) throws IOException {
        this.file = of(folder, wanted);
        this.originFile = folder.resolve(wanted.hex() + ORIGIN_ENDING);
        this.source = source.text();
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            // A crash just before it got its name has left it without the right to write.
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(PRIVATE));
        }
        this.channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString(PRIVATE)));
    }

    /** Where the part of an image lies, if there is one. */
    static Path of(Path folder, ImageDigest wanted) {
        return folder.resolve(wanted.hex() + ENDING);
    }

    Path file() {
        return file;
    }

    long length() {
        return length;
    }

    /** What a fetch of the same source left behind; its digest is taken by then. */
    Kept kept() throws IOException {
        var validator = validator();
        if (validator.isEmpty()) {
            restart();
            return new Kept(0, Optional.empty());
        }
        return new Kept(length, validator);
    }

    private Optional<String> validator() {
        try {
            if (Files.size(originFile) > MAX_ORIGIN_BYTES) {
                return Optional.empty();
            }
            var origin = ValueJson.read(Files.readString(originFile)).fields();
            return new Value.Text(source).equals(origin.get("source"))
                            && origin.get("validator") instanceof Value.Text(var text)
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (IOException _) {
            // None, or cut off by a crash: begin anew.
            return Optional.empty();
        }
    }

    private void takeDigest() throws IOException {
        var buffer = ByteBuffer.allocate(CHUNK);
        while (channel.read(buffer, length) > 0) {
            length += buffer.position();
            digest.update(buffer.flip());
            buffer.clear();
        }
    }

    /** Whether all of it is there already. */
    boolean isWhole(ImageDigest wanted) throws IOException {
        takeDigest();
        try {
            return ImageDigest.of((MessageDigest) digest.clone()).equals(wanted);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    /** Takes all that there is as the beginning of nothing. */
    void restart() throws IOException {
        Files.deleteIfExists(originFile);
        channel.truncate(0);
        digest.reset();
        length = 0;
    }

    /** Notes of which version the bytes are that come. */
    void note(Optional<String> validator) throws IOException {
        if (validator.isPresent()) {
            var origin =
                    Map.<String, Value>of(
                            "source", new Value.Text(source),
                            "validator", new Value.Text(validator.get()));
            Files.writeString(originFile, ValueJson.write(new Value.Fields(origin)));
        }
    }

    void append(byte[] bytes, int count) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            length += channel.write(buffer, length);
        }
        digest.update(bytes, 0, count);
    }

    /** Of all bytes; only the first call of a whole says it. */
    ImageDigest finish() throws IOException {
        channel.force(true);
        return ImageDigest.of(digest);
    }

    /** Gives it its name for good, so that it is there as a whole or not at all. */
    void moveTo(Path target) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        channel.force(true);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(originFile);
        try (var folder = FileChannel.open(target.resolveSibling(""))) {
            folder.force(true);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(originFile);
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
