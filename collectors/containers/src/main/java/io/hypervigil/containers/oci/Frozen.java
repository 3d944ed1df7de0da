package io.hypervigil.containers.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a process is frozen, which is how runtimes pause containers: by its control group, {@code
 * frozen 1} in cgroup.events of version 2, FROZEN in freezer.state of version 1 (kernel,
 * admin-guide/cgroup-v2 and cgroup-v1/freezer-subsystem). Both heed the groups above.
 *
 * <p>Thread: any.
 */
public final class Frozen {

    private static final List<String> UNIFIED = List.of("fs/cgroup", "fs/cgroup/unified");
    private static final String EVENTS = "cgroup.events";
    private static final String VERSION_2 = "0::/";
    private static final int PARTS = 3;

    private final Path proc;
    private final Path sys;

    /**
     * @param proc where the host's /proc is
     * @param sys where the host's /sys is
     */
    public Frozen(Path proc, Path sys) {
        this.proc = proc;
        this.sys = sys;
    }

    /** False also where the kernel does not say. */
    public boolean is(long pid) {
        return read(proc.resolve(Long.toString(pid)).resolve("cgroup")).lines().anyMatch(this::is);
    }

    /** {@code 4:freezer:/docker/3f…} or {@code 0::/system.slice/docker-3f….scope}. */
    private boolean is(String line) {
        var parts = line.split(":", PARTS);
        if (parts.length < PARTS || !parts[2].startsWith("/") || parts[2].startsWith("/..")) {
            return false;
        }
        if (List.of(parts[1].split(",", -1)).contains("freezer")) {
            var group = sys.resolve("fs/cgroup/freezer" + parts[2]);
            return read(group.resolve("freezer.state")).strip().equals("FROZEN");
        }
        return line.startsWith(VERSION_2)
                && UNIFIED.stream()
                        .map(root -> sys.resolve(root + parts[2]).resolve(EVENTS))
                        .anyMatch(events -> read(events).lines().anyMatch("frozen 1"::equals));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException _) {
            return ""; // It ended, or this kernel has no such file.
        }
    }
}
