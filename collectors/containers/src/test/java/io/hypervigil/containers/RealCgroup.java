package io.hypervigil.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A control group of this machine, read without any of our own readers. */
record RealCgroup(String text) {

    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final List<String> CONTROLLERS =
            List.of("cpu", "cpuacct", "cpu,cpuacct", "memory", "pids", "blkio", "devices");
    private static final List<String> OTHERS =
            List.of("freezer", "cpuset", "systemd", "unified", "hugetlb", "perf_event", "rdma");

    /** Those that a process is in. */
    static RealCgroup of(long pid) {
        return new RealCgroup(read(Path.of("/proc/" + pid + "/cgroup")));
    }

    double cpuSeconds() {
        return folder("cpuacct")
                .map(folder -> Long.parseLong(read(folder.resolve("cpuacct.usage"))) / 1e9)
                .orElseGet(() -> keyed("cpu.stat", "usage_usec ") / 1e6);
    }

    double memoryBytes() {
        return folder("memory")
                .map(folder -> Double.parseDouble(read(folder.resolve("memory.usage_in_bytes"))))
                .orElseGet(() -> Double.parseDouble(read(unified().resolve("memory.current"))));
    }

    double threads() {
        return Double.parseDouble(
                read(folder("pids").orElseGet(this::unified).resolve("pids.current")));
    }

    /** Removes an empty group, and the empty ones below it, wherever it is. */
    static void removeAll(String path) throws IOException {
        for (var names : List.of(List.of("."), CONTROLLERS, OTHERS)) {
            for (String name : names) {
                var group = ROOT.resolve(name + path);
                if (Files.isDirectory(group)) {
                    Files.delete(group);
                }
            }
        }
    }

    private double keyed(String file, String key) {
        return read(unified().resolve(file))
                .lines()
                .filter(line -> line.startsWith(key))
                .mapToDouble(line -> Double.parseDouble(line.substring(key.length())))
                .findFirst()
                .orElseThrow();
    }

    /** That of a controller of version 1. */
    private Optional<Path> folder(String controller) {
        return text.lines()
                .map(line -> line.split(":", 3))
                .filter(fields -> List.of(fields[1].split(",", -1)).contains(controller))
                .map(fields -> ROOT.resolve(fields[1] + fields[2]))
                .findFirst();
    }

    private Path unified() {
        return text.lines()
                .filter(line -> line.startsWith("0::"))
                .map(line -> ROOT.resolve(line.substring("0::/".length())))
                .findFirst()
                .orElseThrow();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
