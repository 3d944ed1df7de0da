package io.hypervigil.containers.cgroup;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.files.KeptFile;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files of control groups that stay open from one round to the next: where one is opened, read and
 * closed, reading takes a fifth of the time. Each costs a descriptor, and the kernel a page, so
 * there is a limit; those beyond it are opened each time.
 *
 * <p>Thread: one; {@link #close} any.
 */
public final class KeptFiles implements AutoCloseable {

    /** Of which the kernel's buffers take 16 MiB; enough for some 700 containers. */
    private static final int MOST = 4096;

    /** What else is opened in this process must not fail for these. */
    private static final int SHARE_OF_LIMIT = 4;

    /** Of what may stay open, for files that are read in some rounds only. */
    private static final int SHARE_OF_RARE = 4;

    private final FileTree sys;
    private final int most;
    private final Map<String, Boolean> isKernels = new HashMap<>();
    private final Set<KeptFile> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    /**
     * @param most files to keep open
     */
    KeptFiles(FileTree sys, int most) {
        this.sys = sys;
        this.most = most;
    }

    /** As many as become a process with its limit of open files. */
    public static KeptFiles of(HostFiles files) {
        return new KeptFiles(
                files.sys(), (int) Math.min(MOST, limit(files.proc()) / SHARE_OF_LIMIT));
    }

    private static long limit(FileTree proc) {
        try {
            return proc.read("self/limits", KeptFiles::parseLimit);
        } catch (IOException | MalformedTextException _) {
            return 0;
        }
    }

    /** Of {@code /proc/PID/limits} the softer one of open files; 0 where it is not said. */
    static long parseLimit(Text limits) {
        while (limits.nextLine()) {
            if (limits.startsWith("Max open files")) {
                limits.skip(3);
                return limits.startsWith("unlimited") ? Long.MAX_VALUE : limits.whole();
            }
        }
        return 0;
    }

    /**
     * Opens a file; empty where it is better opened each time.
     *
     * @param folder of the hierarchy that it lies in, below /sys
     * @param path from there
     * @throws IOException where it cannot be opened
     */
    Optional<KeptFile> open(String folder, String path) throws IOException {
        if (isClosed || open.size() >= most || !isKernels(folder)) {
            return Optional.empty();
        }
        var file = sys.keep(folder + path);
        open.add(file);
        if (isClosed) {
            close(file);
        }
        return Optional.of(file);
    }

    /**
     * As {@link #open}, of a file that is read now and then only: it stays open where few are, so
     * that it takes no room from those of each round.
     */
    Optional<KeptFile> openRare(String folder, String path) throws IOException {
        return open.size() < most / SHARE_OF_RARE ? open(folder, path) : Optional.empty();
    }

    /** A file of a group that was removed says so when it is read; a plain file would not. */
    private boolean isKernels(String folder) {
        return isKernels.computeIfAbsent(
                folder,
                each -> {
                    try {
                        var type = Files.getFileStore(sys.root().resolve(each)).type();
                        return type.startsWith("cgroup");
                    } catch (IOException _) {
                        return false;
                    }
                });
    }

    /** Closes one. */
    void close(KeptFile file) {
        open.remove(file);
        try {
            file.close();
        } catch (IOException _) {
            // It was read only: nothing is lost.
        }
    }

    /** How many are open. */
    int count() {
        return open.size();
    }

    /** Closes all; none is opened any more. */
    @Override
    public void close() {
        isClosed = true;
        open.forEach(this::close);
    }
}
