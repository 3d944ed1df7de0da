package io.hypervigil.nvml.cgroup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The control groups of a process: one of the unified hierarchy, one for each of version 1's, or
 * both.
 *
 * @param paths each once, in the order of the file
 * @param owner whose they are, where a path tells
 */
public record ProcessCgroup(List<String> paths, Optional<CgroupOwner> owner) {

    /** Of a process that nothing is known of. */
    public static final ProcessCgroup NONE = new ProcessCgroup(List.of(), Optional.empty());

    private static final String DELETED = " (deleted)";

    public ProcessCgroup {
        paths = List.copyOf(paths);
    }

    /**
     * From the lines of {@code /proc/PID/cgroup}, {@code ID:CONTROLLERS:PATH}. Any may name the
     * owner; a container, pod or machine goes before a job, and a job before a unit. What is no
     * such line is passed over.
     */
    public static ProcessCgroup parse(String lines) {
        var paths = new ArrayList<String>();
        lines.lines()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3 && parts[2].startsWith("/"))
                .map(parts -> withoutMark(parts[2]))
                .filter(path -> !paths.contains(path))
                .forEach(paths::add);
        var owner =
                paths.stream()
                        .flatMap(path -> CgroupPath.owner(path).stream())
                        .min(Comparator.comparingInt(ProcessCgroup::rank));
        return new ProcessCgroup(paths, owner);
    }

    /** Whether one of the paths is this one, or lies below it. */
    public boolean isWithin(String path) {
        var folder = path.endsWith("/") ? path : path + "/";
        return paths.stream().anyMatch(own -> own.equals(path) || own.startsWith(folder));
    }

    private static String withoutMark(String path) {
        return path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
    }

    private static int rank(CgroupOwner owner) {
        return switch (owner) {
            case CgroupOwner.Container _, CgroupOwner.Pod _, CgroupOwner.Machine _ -> 0;
            case CgroupOwner.Job _ -> 1;
            case CgroupOwner.Unit _ -> 2;
        };
    }
}
