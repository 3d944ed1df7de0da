package io.hypervigil.containers.daemon;

import io.hypervigil.collect.RealPart;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a daemon leaves behind that was killed: processes, control groups, mounts and files of its
 * folder.
 */
final class Leftovers {

    private Leftovers() {}

    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    /** Containers of containerd: {@code state/io.containerd.runtime.v2.task/NAMESPACE/ID}. */
    private static final int DEPTH_OF_IDS = 4;

    /** {@code pids/libpod_parent/POD/libpod-ID}, and version 2's with slices. */
    private static final int DEPTH_OF_CGROUPS = 6;

    /**
     * Ends every process that was started with this very folder, by its pid; removes the folder,
     * and the control groups of the containers that it tells of.
     */
    static void remove(Path folder) {
        var ids = ids(folder);
        for (long pid : pids(folder)) {
            ProcessHandle.of(pid)
                    .ifPresent(
                            process -> {
                                process.children().forEach(ProcessHandle::destroyForcibly);
                                end(process);
                            });
        }
        cgroups(ids).forEach(Leftovers::removeCgroup);
        for (String mount : mounts(folder)) {
            RealPart.run(Path.of("/tmp"), "", List.of("umount", "-l", mount));
        }
        RealPart.run(Path.of("/"), "", List.of("rm", "-rf", folder.toString()));
    }

    /** Of all containers that it ever had; what a test names after the folder is among them. */
    private static Set<String> ids(Path folder) {
        try (var below = Files.find(folder, DEPTH_OF_IDS, (path, _) -> Files.isDirectory(path))) {
            var ids = new HashSet<String>();
            below.map(path -> path.getFileName().toString())
                    .filter(name -> ID.matcher(name).matches())
                    .forEach(ids::add);
            ids.add(folder.getFileName().toString());
            return ids;
        } catch (IOException | UncheckedIOException _) {
            return Set.of(); // It goes while we look.
        }
    }

    /** The lowest first. Groups of others come and go meanwhile. */
    static List<Path> cgroups(Set<String> ids) {
        var found = new ArrayList<Path>();
        addBelow(CGROUPS, 0, ids, found);
        return found;
    }

    private static void addBelow(Path folder, int depth, Set<String> ids, List<Path> found) {
        var names = folder.toFile().list((at, name) -> new File(at, name).isDirectory());
        if (names == null || depth == DEPTH_OF_CGROUPS) {
            return;
        }
        for (String name : names) {
            var below = folder.resolve(name);
            addBelow(below, depth + 1, ids, found);
            if (ids.stream().anyMatch(below.toString()::contains)) {
                found.add(below);
            }
        }
    }

    /** What still runs in it is a container's of ours. */
    private static void removeCgroup(Path cgroup) {
        try {
            for (String pid : Files.readAllLines(cgroup.resolve("cgroup.procs"))) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(Leftovers::end);
            }
            Files.deleteIfExists(cgroup);
        } catch (IOException _) {
            // It went by itself, or holds the last of a process that the kernel has not reaped.
        }
    }

    private static void end(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static List<Long> pids(Path folder) {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            var pids = new ArrayList<Long>();
            for (Path process : processes) {
                if (isOf(folder, process)) {
                    pids.add(Long.parseLong(process.getFileName().toString()));
                }
            }
            return pids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(Path folder, Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .contains(folder.toString());
        } catch (IOException _) {
            return false; // It ended.
        }
    }

    private static List<String> mounts(Path folder) {
        try {
            return Files.readAllLines(Path.of("/proc/self/mounts"), StandardCharsets.ISO_8859_1)
                    .reversed()
                    .stream()
                    .map(line -> line.split(" ", 3)[1])
                    .filter(mount -> mount.startsWith(folder + "/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
