package io.hypervigil.nvml.action;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files of /sys that do something when they are written to. */
@FunctionalInterface
public interface KernelSwitches {

    /**
     * Writes; the kernel has done it when this returns.
     *
     * @param path below /sys
     * @throws IOException where the kernel refuses, with the path
     */
    void write(String path, String text) throws IOException;

    /** Those of a host. No file is made. */
    static KernelSwitches at(Path sys) {
        return (path, text) -> {
            var file = sys.resolve(path);
            try (var out = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                out.write(StandardCharsets.US_ASCII.encode(text));
            } catch (IOException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        };
    }
}
