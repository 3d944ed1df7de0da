package io.hypervigil.libvirt.process;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.OptionalLong;

/**
 * The files in which libvirt notes the PIDs of its guests: {@code NAME.pid}, the name as it is, or
 * with the five characters of XML replaced as there, which libvirt does.
 */
final class PidFiles {

    private final FileTree root;
    private final List<String> folders;

    /**
     * @param folders below the root: {@code run/libvirt/qemu}; of a session, {@code
     *     run/user/1000/libvirt/qemu/run}
     */
    PidFiles(FileTree root, List<String> folders) {
        this.root = root;
        this.folders = List.copyOf(folders);
    }

    /** The PID that is noted for a domain, of whichever folder has one. */
    OptionalLong find(String domain) {
        if (domain.indexOf('/') >= 0 || domain.indexOf('\0') >= 0) {
            return OptionalLong.empty();
        }
        for (String folder : folders) {
            for (String name : List.of(escaped(domain), domain)) {
                var pid = read(folder + "/" + name + ".pid");
                if (pid.isPresent()) {
                    return pid;
                }
            }
        }
        return OptionalLong.empty();
    }

    private OptionalLong read(String path) {
        try {
            return root.read(path, Text::toWhole);
        } catch (IOException | InvalidPathException _) {
            // A locale that cannot spell the name, or a name longer than the file system has them.
            return OptionalLong.empty();
        }
    }

    private static String escaped(String name) {
        return name.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }
}
