package io.hypervigil.tsdb.snapshot;

import io.hypervigil.promql.labels.Labels;
import io.hypervigil.tsdb.SampleWindow;
import io.hypervigil.tsdb.chunk.Chunk;
import io.hypervigil.tsdb.chunk.HistogramColumn;
import io.hypervigil.tsdb.chunk.TimeRow;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Writes a window to a file and reads it back. A file is written beside its place, synced and
 * renamed, so that at any moment the old or the new one is there whole. Only its owner may read it.
 *
 * <p>Thread: one writer of a file at a time; the window goes on meanwhile.
 */
public final class Snapshots {

    private static final Set<OpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    /** Labels may tell of guests and their users. */
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private Snapshots() {}

    /**
     * Writes NAME.tmp and renames it.
     *
     * @throws IOException where it cannot be written; the file that was there stays
     */
    public static void write(SampleWindow window, Path file) throws IOException {
        var target = file.toAbsolutePath();
        var temporary = beside(target, ".tmp");
        try {
            writeSynced(window, temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        try (var folder =
                FileChannel.open(
                        Objects.requireNonNull(target.getParent()), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static void writeSynced(SampleWindow window, Path temporary) throws IOException {
        Files.deleteIfExists(temporary);
        try (var channel = FileChannel.open(temporary, NEW, OWNER_ONLY);
                var out = new SnapshotOutput(channel)) {
            new SnapshotWriter(out).write(window);
            channel.force(true);
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /**
     * Reads a file into a window that has no samples yet. All of it is checked before any is taken.
     *
     * @param nowMillis samples later than this are left out, and those that are older than the
     *     window before it
     */
    public static Restoration read(Path file, SampleWindow window, long nowMillis) {
        var target = file.toAbsolutePath();
        try (var snapshot = new SnapshotFile(target)) {
            snapshot.verify();
            new SnapshotReader(snapshot.content(), new Nowhere()).read();
            var sink = new WindowSink(window, nowMillis);
            new SnapshotReader(snapshot.content(), sink).read();
            return sink.result();
        } catch (NoSuchFileException _) {
            return new Restoration.Absent();
        } catch (IOException e) {
            return setAside(target, String.valueOf(e.getMessage()));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return setAside(target, "it cannot be decoded: " + e);
        }
    }

    private static Restoration setAside(Path file, String reason) {
        var bad = beside(file, ".bad");
        try {
            Files.move(file, bad, StandardCopyOption.REPLACE_EXISTING);
            return new Restoration.SetAside(reason, bad);
        } catch (IOException e) {
            return new Restoration.SetAside(reason + "; it cannot be renamed: " + e, file);
        }
    }

    /** For the first reading, which only looks for damage. */
    private static final class Nowhere implements SnapshotReader.Sink {

        @Override
        public void row(TimeRow row) {}

        @Override
        public void series(Labels labels, List<Chunk> chunks, HistogramColumn histograms) {}
    }
}
