package io.hypervigil.containers.daemon;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a daemon leaves behind that was killed: processes, mounts and files of its folder. */
final class Leftovers {

    private Leftovers() {}

    /**
     * Ends every process that was started with this very folder, by its pid; removes the folder.
     */
    static void remove(Path folder) {
        for (long pid : pids(folder)) {
            ProcessHandle.of(pid)
                    .ifPresent(
                            process -> {
                                process.children().forEach(ProcessHandle::destroyForcibly);
                                process.destroyForcibly();
                                process.onExit().join();
                            });
        }
        for (String mount : mounts(folder)) {
            RealPart.run(Path.of("/tmp"), "", List.of("umount", "-l", mount));
        }
        RealPart.run(Path.of("/"), "", List.of("rm", "-rf", folder.toString()));
    }

    private static List<Long> pids(Path folder) {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            var pids = new ArrayList<Long>();
            for (Path process : processes) {
                if (isOf(folder, process)) {
                    pids.add(Long.parseLong(process.getFileName().toString()));
                }
            }
            return pids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(Path folder, Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
                    .contains(folder.toString());
        } catch (IOException _) {
            return false; // It ended.
        }
    }

    private static List<String> mounts(Path folder) {
        try {
            return Files.readAllLines(Path.of("/proc/self/mounts"), StandardCharsets.ISO_8859_1)
                    .reversed()
                    .stream()
                    .map(line -> line.split(" ", 3)[1])
                    .filter(mount -> mount.startsWith(folder + "/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
