package io.hypervigil.host.net;

import io.hypervigil.collect.files.FileTree;

/**
 * Where the host's network counts lie. /proc/net is that of the reader's own network namespace; the
 * host's is that of its first process, so that a container that was given the host's /proc sees the
 * host's network.
 */
public final class NetFiles {

    private static final String OF_FIRST_PROCESS = "1/net/";
    private static final String OWN = "net/";

    private final String folder;

    /** Looks once: whether the first process may be looked at does not change. */
    public NetFiles(FileTree proc) {
        this.folder = proc.exists(OF_FIRST_PROCESS + "dev") ? OF_FIRST_PROCESS : OWN;
    }

    /** The path of a file of /proc/net, below the tree. */
    public String path(String file) {
        return folder + file;
    }
}
