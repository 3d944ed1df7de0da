package io.hypervigil.nvml.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A /proc in which processes begin and end. */
public final class FakeProc {

    private final Path folder;

    public FakeProc(Path folder) {
        this.folder = folder;
    }

    /** A process that runs from now on, in a control group of version 2. */
    public void runs(long pid, String command, long startTicks, String cgroup) throws IOException {
        var process = folder.resolve(Long.toString(pid));
        Files.createDirectories(process);
        Files.writeString(
                process.resolve("stat"),
                pid + " (" + command + ") S" + " 0".repeat(18) + " " + startTicks + " 0 0 0\n");
        Files.writeString(process.resolve("cgroup"), "0::" + cgroup + "\n");
    }

    /** The process ends. */
    public void ends(long pid) throws IOException {
        var process = folder.resolve(Long.toString(pid));
        Files.delete(process.resolve("stat"));
        Files.deleteIfExists(process.resolve("cgroup"));
        Files.delete(process);
    }
}
