package io.hypervigil.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in which a part of the process keeps its state, held by one process at a time. Where
 * none is configured it is a folder of this process's own, gone when it ends.
 *
 * <p>Thread: confined.
 */
public final class StateFolder implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(StateFolder.class);

    private static final String LOCK = "lock";

    private final Path path;
    private final boolean isOwn;
    private final FileChannel channel;

    private StateFolder(Path path, boolean isOwn, FileChannel channel) {
        this.path = path;
        this.isOwn = isOwn;
        this.channel = channel;
    }

    /**
     * Opens a folder, and makes it where it is not there.
     *
     * @throws IOException where it cannot be written, or another process has it
     */
    public static StateFolder open(Optional<Path> configured) throws IOException {
        var path =
                configured.isPresent()
                        ? made(configured.get())
                        : Files.createTempDirectory("hypervigil-state");
        var channel =
                FileChannel.open(
                        path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new IOException(path + " is in use by another process");
        }
        return new StateFolder(path, configured.isEmpty(), channel);
    }

    private static Path made(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return path;
        }
        var owner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return Files.createDirectories(path, owner);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Gives it to the next; what fails of that is logged, since nobody could mend it here. */
    @Override
    public void close() {
        try {
            channel.close();
            if (isOwn) {
                Files.walkFileTree(path, new Removal());
            }
        } catch (IOException e) {
            LOGGER.atWarn().addKeyValue("error", e.toString()).log("state could not be put away");
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault)
                throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
