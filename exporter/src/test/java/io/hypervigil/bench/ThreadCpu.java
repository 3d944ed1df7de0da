package io.hypervigil.bench;

import io.hypervigil.collect.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * CPU of a JVM's threads by what they do, looked at often enough that little is lost of a thread
 * that ends.
 */
final class ThreadCpu {

    private static final Duration LOOK = Duration.ofMillis(50);

    /** As much of a name as the kernel keeps is enough. */
    private static final List<String> OF_COLLECTORS =
            List.of("hv-sample-libv", "hv-libvirt", "hv-sample-cont", "hv-containers");

    private final Path tasks;
    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, Double> seconds = new ConcurrentHashMap<>();
    private volatile boolean isOver;

    private ThreadCpu(long pid) {
        this.tasks = Path.of("/proc/" + pid + "/task");
    }

    /** Begins to look. */
    static ThreadCpu watch(long pid) {
        var watch = new ThreadCpu(pid);
        watch.look(false);
        var _ =
                Threads.start(
                        "thread-cpu",
                        () -> {
                            while (!watch.isOver) {
                                LockSupport.parkNanos(LOOK.toNanos());
                                watch.look(true);
                            }
                        });
        return watch;
    }

    /** Seconds since it began, by role. */
    Map<String, Double> end() {
        isOver = true;
        look(true);
        return new TreeMap<>(seconds);
    }

    private synchronized void look(boolean isCounted) {
        try (var folders = Files.newDirectoryStream(tasks)) {
            for (Path folder : folders) {
                look(folder, isCounted);
            }
        } catch (IOException _) {
            isOver = true;
        }
    }

    private void look(Path folder, boolean isCounted) {
        try {
            var scheduled = Files.readString(folder.resolve("schedstat"));
            long nanos = Long.parseLong(scheduled.substring(0, scheduled.indexOf(' ')));
            var before = last.put(folder.toString(), nanos);
            if (isCounted) {
                var role = role(Files.readString(folder.resolve("comm")).strip());
                seconds.merge(role, (nanos - (before == null ? 0 : before)) / 1e9, Double::sum);
            }
        } catch (IOException _) {
            // It ended just now.
        }
    }

    private static String role(String thread) {
        if (OF_COLLECTORS.stream().anyMatch(thread::startsWith)) {
            return "the collector's threads";
        }
        if (thread.equals("hv-rules")) {
            return "the rules' thread";
        }
        return thread.contains("Compiler") ? "the JVM's compilers" : "the rest of the process";
    }
}
