package io.hypervigil.containers.cdi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The CDI specifications of the host, read when they are asked for, and again when one of them has
 * changed: a tool writes them anew after each division of a GPU.
 *
 * <p>Thread: one.
 */
public final class CdiFolders {

    private final List<Path> folders;
    private Map<Path, Long> written = Map.of();
    private @Nullable CdiDevices devices;

    /**
     * @param root where the host's / is seen from here
     */
    public CdiFolders(Path root) {
        this.folders =
                List.of(
                        root.resolve("etc/cdi"),
                        root.resolve("var/run/cdi"),
                        root.resolve("run/cdi"));
    }

    /** What they say now. */
    public CdiDevices devices() {
        var now = written();
        var known = devices;
        if (known == null || !now.equals(written)) {
            known = CdiDevices.read(folders);
            devices = known;
            written = now;
        }
        return known;
    }

    private Map<Path, Long> written() {
        var all = new HashMap<Path, Long>();
        for (Path folder : folders) {
            try (var files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    all.put(file, Files.getLastModifiedTime(file).toMillis());
                }
            } catch (IOException _) {
                // There need be none; one that goes meanwhile is missed at the next look.
            }
        }
        return all;
    }
}
