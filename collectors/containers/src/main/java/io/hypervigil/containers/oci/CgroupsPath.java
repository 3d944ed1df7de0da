package io.hypervigil.containers.oci;

import java.util.Optional;

/**
 * {@code linux.cgroupsPath} of an OCI configuration as a path: with the cgroupfs driver it is one,
 * with systemd's it is {@code slice:prefix:name} (runc, docs/systemd.md).
 *
 * <pre>
 * /docker/3f2a…                                       /docker/3f2a…
 * system.slice:docker:3f2a…                           /system.slice/docker-3f2a….scope
 * kubepods-burstable-podX.slice:cri-containerd:3f2a…  /kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podX.slice/cri-containerd-3f2a….scope
 * </pre>
 */
final class CgroupsPath {

    private static final String SLICE = ".slice";
    private static final int PARTS = 3;

    private CgroupsPath() {}

    static Optional<String> of(String text) {
        if (text.startsWith("/")) {
            return Optional.of(text);
        }
        var parts = text.split(":", -1);
        if (parts.length != PARTS || parts[2].isEmpty()) {
            return Optional.empty();
        }
        var unit = parts[2].endsWith(SLICE) ? parts[2] : prefix(parts[1]) + parts[2] + ".scope";
        return Optional.of(slices(parts[0].isEmpty() ? "system.slice" : parts[0]) + "/" + unit);
    }

    private static String prefix(String name) {
        return name.isEmpty() ? "" : name + "-";
    }

    /** A slice's name tells those above it: {@code a-b.slice} is in {@code a.slice}. */
    private static String slices(String slice) {
        if (!slice.endsWith(SLICE) || slice.equals("-.slice")) {
            return slice.equals("-.slice") ? "" : "/" + slice;
        }
        var name = slice.substring(0, slice.length() - SLICE.length());
        var path = new StringBuilder();
        for (int dash = name.indexOf('-'); dash > 0; dash = name.indexOf('-', dash + 1)) {
            path.append('/').append(name, 0, dash).append(SLICE);
        }
        return path.append('/').append(slice).toString();
    }
}
