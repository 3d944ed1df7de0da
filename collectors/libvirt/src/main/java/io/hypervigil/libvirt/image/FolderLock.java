package io.hypervigil.libvirt.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that belongs to one at a time, in this process and among all: {@code lock} in it is
 * locked as long as this is open.
 *
 * <p>Thread: any.
 */
final class FolderLock implements AutoCloseable {

    /**
     * Those that this process holds. The kernel gives a lock back when its process closes the file,
     * through whatever descriptor: to open it a second time would lose the first one's lock.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel file;

    private FolderLock(Path folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * Takes a folder.
     *
     * @param folder without links
     * @throws IOException where another has it, or it cannot be written to
     */
    static FolderLock take(Path folder) throws IOException {
        if (!HELD.add(folder)) {
            throw new IOException(folder + ": in use by this very process");
        }
        boolean isTaken = false;
        try {
            var taken = new FolderLock(folder, locked(folder));
            isTaken = true;
            return taken;
        } finally {
            if (!isTaken) {
                HELD.remove(folder);
            }
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        var file =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            throw new IOException(folder + ": in use by another process");
        }
        return file;
    }

    /** Gives it back. The second call does nothing. */
    @Override
    public void close() throws IOException {
        if (file.isOpen()) {
            file.close();
            HELD.remove(folder);
        }
    }
}
