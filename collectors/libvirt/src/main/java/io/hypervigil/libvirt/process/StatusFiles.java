package io.hypervigil.libvirt.process;

import io.hypervigil.collect.files.FileTree;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The files in which libvirt notes what its guests do, {@code NAME.xml} beside {@code NAME.pid}:
 * when each was written last, which libvirt does when a job begins and ends and when a guest is
 * changed while it runs. What is in them is libvirt's own and is not read.
 *
 * <p>Thread: one.
 */
public final class StatusFiles {

    private final FileTree root;
    private final List<String> folders;
    private List<OptionalDouble> stamps = List.of();

    /**
     * @param folders below the root: {@code run/libvirt/qemu}; none where libvirt is elsewhere
     */
    public StatusFiles(FileTree root, List<String> folders) {
        this.root = root;
        this.folders = List.copyOf(folders);
    }

    /**
     * Whether any may have been written since this was last asked: libvirt writes each beside the
     * old one and renames it.
     */
    public boolean haveChanged() {
        var now = new ArrayList<OptionalDouble>();
        for (String folder : folders) {
            now.add(root.modifiedSeconds(folder));
        }
        boolean isOther = !now.equals(stamps);
        stamps = List.copyOf(now);
        return isOther;
    }

    /**
     * When one of a domain was written last, in seconds since 1970; empty where there is none. The
     * daemon of the system and one of a session may each have a domain of that name.
     */
    public OptionalDouble writtenSeconds(String domain) {
        if (domain.indexOf('/') >= 0 || domain.indexOf('\0') >= 0) {
            return OptionalDouble.empty();
        }
        try {
            return folders.stream()
                    .map(folder -> root.modifiedSeconds(folder + "/" + domain + ".xml"))
                    .flatMapToDouble(OptionalDouble::stream)
                    .max();
        } catch (InvalidPathException _) {
            // A locale that cannot spell the name.
            return OptionalDouble.empty();
        }
    }
}
