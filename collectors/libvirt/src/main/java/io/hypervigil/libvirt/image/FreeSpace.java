package io.hypervigil.libvirt.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much more a file system takes. */
@FunctionalInterface
interface FreeSpace {

    /** What it says now, in bytes. */
    long bytes() throws IOException;

    /** Of the file system that a folder lies on. */
    static FreeSpace of(Path folder) {
        return () -> Files.getFileStore(folder).getUsableSpace();
    }
}
