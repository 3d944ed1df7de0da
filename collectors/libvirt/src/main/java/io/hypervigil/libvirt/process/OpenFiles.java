package io.hypervigil.libvirt.process;

import io.hypervigil.collect.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.OptionalLong;

/**
 * How many files processes have open: since Linux 6.2 the size of the folder {@code fd}, which
 * costs a call. Listing the folder has the kernel make an entry for each; it is left for older
 * ones, whose folders have no size.
 */
final class OpenFiles {

    private final FileTree proc;
    private final boolean isKernels;

    OpenFiles(FileTree proc) {
        this.proc = proc;
        this.isKernels = isKernels(proc);
    }

    /** Empty where it has ended or may not be looked into. */
    OptionalLong of(String folder) {
        var descriptors = folder + "/fd";
        long files = isKernels ? size(descriptors) : 0;
        if (files == 0) {
            files = proc.list(descriptors).size();
        }
        // A process has at least one: an empty folder is one that may not be read.
        return files == 0 ? OptionalLong.empty() : OptionalLong.of(files);
    }

    private long size(String path) {
        try {
            return Files.size(proc.root().resolve(path));
        } catch (IOException _) {
            return 0;
        }
    }

    /** A plain folder has a size that says nothing. */
    private static boolean isKernels(FileTree proc) {
        try {
            return Files.getFileStore(proc.root()).type().equals("proc");
        } catch (IOException _) {
            return false;
        }
    }
}
