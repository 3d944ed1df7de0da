package io.hypervigil.containers.cgroup;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.files.MalformedTextException;
import io.hypervigil.collect.files.MountInfo;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the hierarchies lie: one of version 2, one of version 1 for each controller, or both
 * (hybrid), in which version 1 has the controllers and version 2 the processes and their pressure.
 *
 * @param unified the folder of version 2, below /sys
 * @param legacy the folders of version 1 by controller, below /sys
 */
public record CgroupMounts(Optional<String> unified, Map<String, String> legacy) {

    /** Where systemd mounts them, for a process that may not see the mounts. */
    private static final String USUAL = "fs/cgroup";

    private static final List<String> CONTROLLERS =
            List.of("memory", "cpuacct", "cpu", "blkio", "pids", "devices", "freezer", "systemd");

    /** The controllers that containers are looked for in, the likeliest first. */
    private static final List<String> LISTED =
            List.of("memory", "cpuacct", "cpu", "pids", "systemd");

    /** Keeps what it was given from changing. */
    public CgroupMounts {
        legacy = Map.copyOf(legacy);
    }

    /**
     * Those of the host, by the mounts of its first process, or else of this one, or else where
     * they usually lie; empty where there are none.
     */
    public static Optional<CgroupMounts> find(HostFiles files) {
        for (String process : List.of("1", "self")) {
            var mounts = ofProcess(files, process);
            if (mounts.isPresent()) {
                return mounts;
            }
        }
        return usual(files.sys());
    }

    /** Whether a controller is one of version 1. */
    public boolean isLegacy(String controller) {
        return legacy.containsKey(controller);
    }

    /** The folder in which a controller's groups lie, below /sys; empty where it is not mounted. */
    public Optional<String> folder(String controller) {
        var own = legacy.get(controller);
        return own == null ? unified : Optional.of(own);
    }

    /** The folder of the hierarchy that has every container. */
    public String listed() {
        return LISTED.stream()
                .filter(legacy::containsKey)
                .findFirst()
                .map(legacy::get)
                .or(() -> unified)
                .orElse(USUAL);
    }

    private static Optional<CgroupMounts> ofProcess(HostFiles files, String process) {
        try {
            var root = files.sys().root().toString();
            return files.proc()
                    .find(process + "/mountinfo", text -> parse(text, root))
                    .filter(CgroupMounts::isThere);
        } catch (IOException | MalformedTextException _) {
            // Only root may see the mounts of another's process.
            return Optional.empty();
        }
    }

    /**
     * @param sysRoot where /sys is for this process
     */
    static CgroupMounts parse(Text mountinfo, String sysRoot) {
        Optional<String> unified = Optional.empty();
        var legacy = new HashMap<String, String>();
        for (MountInfo mount : MountInfo.parse(mountinfo)) {
            var folder = belowSys(mount.point(), sysRoot);
            if (!mount.root().equals("/") || folder.isEmpty()) {
                continue;
            }
            switch (mount.type()) {
                case "cgroup2" -> unified = unified.or(() -> folder);
                case "cgroup" -> addControllers(mount, folder.get(), legacy);
                default -> {
                    // No control groups.
                }
            }
        }
        return new CgroupMounts(unified, legacy);
    }

    private static void addControllers(MountInfo mount, String folder, Map<String, String> legacy) {
        for (String option : mount.superOptions().replace("name=", "").split(",", -1)) {
            if (CONTROLLERS.contains(option)) {
                legacy.putIfAbsent(option, folder);
            }
        }
    }

    private static Optional<String> belowSys(String mountPoint, String sysRoot) {
        for (String root : List.of(sysRoot + "/", "/sys/")) {
            if (mountPoint.startsWith(root)) {
                return Optional.of(mountPoint.substring(root.length()));
            }
        }
        return Optional.empty();
    }

    private static Optional<CgroupMounts> usual(FileTree sys) {
        var legacy = new HashMap<String, String>();
        for (String controller : CONTROLLERS) {
            var folder = USUAL + "/" + controller;
            if (sys.exists(folder + "/cgroup.procs")) {
                legacy.put(controller, folder);
            }
        }
        var unified =
                List.of(USUAL, USUAL + "/unified").stream()
                        .filter(folder -> sys.exists(folder + "/cgroup.controllers"))
                        .findFirst();
        return Optional.of(new CgroupMounts(unified, legacy)).filter(CgroupMounts::isThere);
    }

    private boolean isThere() {
        return unified.isPresent() || !legacy.isEmpty();
    }
}
