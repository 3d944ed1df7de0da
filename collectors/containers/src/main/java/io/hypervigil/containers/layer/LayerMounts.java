package io.hypervigil.containers.layer;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.MountInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the file system that a container writes to, by the mounts of its first process: where its
 * root is an overlay, that of the overlay's upper folder; else that of the root itself. So no
 * runtime need say where it keeps layers. Only /proc is read.
 *
 * <p>Thread: one.
 */
final class LayerMounts {

    /** Containers often start together. */
    private static final Duration KEEP = Duration.ofSeconds(1);

    private static final Pattern PARENT =
            Pattern.compile(".*\\) [A-Za-z] ([0-9]+) .*", Pattern.DOTALL);
    private static final String FIRST = "1";

    private final FileTree proc;
    private final Map<String, MountTable> tables = new HashMap<>();
    private long readNanos;

    LayerMounts(Path proc) {
        this.proc = FileTree.at(proc);
    }

    /**
     * Where the host has that file system mounted; empty where nobody can say, or where asking
     * could hang.
     *
     * @param pid the container's first process
     * @param isOfUser whether a user's daemon runs it, which may see other mounts than the host
     */
    Optional<String> of(long pid, boolean isOfUser) {
        forgetOld();
        var process = Long.toString(pid);
        return read(process)
                .flatMap(seen -> seen.holding("/"))
                .flatMap(root -> device(root, process, isOfUser))
                .flatMap(device -> kept(FIRST).flatMap(host -> host.ofDevice(device)))
                .filter(MountTable::isLocal)
                .map(MountInfo::point);
    }

    private Optional<String> device(MountInfo root, String process, boolean isOfUser) {
        if (!root.type().equals("overlay")) {
            return Optional.of(root.device());
        }
        var mounter = isOfUser ? parent(process) : Optional.of(FIRST);
        return MountTable.upperOf(root)
                .flatMap(
                        upper -> mounter.flatMap(this::kept).flatMap(table -> table.holding(upper)))
                .map(MountInfo::device);
    }

    /** Who watches over a container sees what mounted its root. */
    private Optional<String> parent(String process) {
        return proc.attribute(process + "/stat")
                .map(PARENT::matcher)
                .filter(Matcher::matches)
                .map(stat -> stat.group(1));
    }

    private Optional<MountTable> kept(String process) {
        var known = Optional.ofNullable(tables.get(process));
        if (known.isPresent()) {
            return known;
        }
        var fresh = read(process);
        fresh.ifPresent(table -> tables.put(process, table));
        return fresh;
    }

    private Optional<MountTable> read(String process) {
        try {
            return proc.find(process + "/mountinfo", MountTable::parse);
        } catch (IOException | MalformedTextException _) {
            // It ended, or may not be looked at.
            return Optional.empty();
        }
    }

    private void forgetOld() {
        long now = System.nanoTime();
        if (now - readNanos > KEEP.toNanos()) {
            readNanos = now;
            tables.clear();
        }
    }
}
