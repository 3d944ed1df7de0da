package io.hypervigil.nvml.driver;

import io.hypervigil.nvml.jna.NvmlLibrary;
import java.util.ArrayList;
import java.util.List;

/**
 * The library from one nvmlInit to the nvmlShutdown that follows it.
 *
 * <p>Thread: any.
 */
public final class LibraryLife {

    private final NvmlLibrary library;
    private final DriverVersions versions;
    private final List<Runnable> endings = new ArrayList<>();

    LibraryLife(NvmlLibrary library, DriverVersions versions) {
        this.library = library;
        this.versions = versions;
    }

    /** What is called, as long as this life lasts. */
    public NvmlLibrary library() {
        return library;
    }

    /** Of driver, library and CUDA. */
    public DriverVersions versions() {
        return versions;
    }

    /** Has something of the library's given back before it is shut down. */
    public synchronized void atItsEnd(Runnable ending) {
        endings.add(ending);
    }

    /** Nobody is within a call. */
    synchronized void end() {
        endings.forEach(Runnable::run);
        endings.clear();
        library.nvmlShutdown();
        library.close();
    }
}
