package io.hypervigil.host.net;

import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where the host's network counts lie. /proc/net is that of the reader's own network namespace; the
 * host's is that of its first process, so that a container that was given the host's /proc sees the
 * host's network.
 */
public final class NetFiles {

    private static final String OF_FIRST_PROCESS = "1/net/";
    private static final String OWN = "net/";

    private final FileTree proc;
    private final String folder;

    /** Looks once: whether the first process may be looked at does not change. */
    public NetFiles(FileTree proc) {
        this.proc = proc;
        this.folder = proc.exists(OF_FIRST_PROCESS + "dev") ? OF_FIRST_PROCESS : OWN;
    }

    /** The path of a file of /proc/net, below the tree. */
    public String path(String file) {
        return folder + file;
    }

    /**
     * Whether the host's network is that of this process. A namespace has files of its own, told
     * apart by their keys, which needs no right to look at the first process.
     */
    boolean isOwnNetwork() {
        try {
            return key(folder).equals(key(OWN));
        } catch (IOException _) {
            return false;
        }
    }

    private Object key(String inFolder) throws IOException {
        var file = proc.root().resolve(inFolder + "dev");
        var key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }
}
